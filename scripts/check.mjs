/**
 * `npm run check`, the quick form of `npm test`: the same checks, but only the suites that start no Node-RED, no browser
 * and no other service, on all cores. It installs and builds what is missing for these.
 * `npm run check -- FILE …` runs the tests of these files only.
 */
import { availableParallelism } from "node:os";
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail } from "./support/run.mjs";
import { runChecks } from "./test/checks.mjs";
import { LEFT_OUT, SCORECARD, suitesAskedFor } from "./test/suites.mjs";

try {
  await install();
  await install(SCORECARD);
  await build();
  const leftOut = LEFT_OUT.flatMap((folder) => ["--ignore", `test/${folder}/**`]);
  const inParallel = ["--parallel", "--jobs", String(availableParallelism())];
  process.exitCode = await runChecks(suitesAskedFor(), [...leftOut, ...inParallel]);
} catch (error) {
  fail(error);
}
