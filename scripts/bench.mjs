/**
 * `npm run bench`: installs and builds what is missing, then measures what the palette costs. What follows `--` is passed
 * on: `--quick`, `--rounds 3`, or the names of measurements.
 */
import { join } from "node:path";
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail, ROOT, runNode } from "./support/run.mjs";

try {
  await install();
  await install(join(ROOT, "bench/bybit"));
  await build();
  process.exitCode = await runNode(["--import", "tsx", "bench/main.ts", ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
