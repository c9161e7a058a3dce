/** `npm run fuzz`: builds what is missing, and runs cases of the fuzz on demand. Ends with their exit code. */
import { build } from "./support/fresh.mjs";
import { fail, runNode } from "./support/run.mjs";

try {
  await build();
  process.exitCode = await runNode(["--import", "tsx", "test/fuzz/cli.ts", ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
