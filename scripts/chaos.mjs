/**
 * `npm run chaos`: installs and builds what is missing, then plays the faults of chaos/ between a real Node-RED and the
 * simulator. What follows `--` is passed on: `--quick`, or the beginnings of the names of faults.
 */
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail, runNode } from "./support/run.mjs";

try {
  await install();
  await build();
  process.exitCode = await runNode(["--import", "tsx", "chaos/main.ts", ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
