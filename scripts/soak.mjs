/** `npm run soak`: builds what is missing, and runs the long tests of test/soak. Ends with their exit code. */
import { build } from "./support/fresh.mjs";
import { fail, runNode } from "./support/run.mjs";

try {
  await build();
  process.exitCode = await runNode(["--import", "tsx", "test/soak/cli.ts", ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
