/** `npm run year`: builds what is missing, and plays a year of rolling names. Ends with their exit code. */
import { build } from "./support/fresh.mjs";
import { fail, runNode } from "./support/run.mjs";

try {
  await build();
  process.exitCode = await runNode(["--import", "tsx", "test/year/cli.ts", ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
