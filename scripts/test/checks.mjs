import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT, runNode } from "../support/run.mjs";

const RESULTS = join(ROOT, ".test/results.json");

/**
 * Runs the linter with the formatter, the type check of the tests and the suites, and ends with one line of counts, in
 * which the first two are one check each. The build has checked the types of the sources and of the editor's script.
 *
 * @param files suites, as Mocha takes them
 * @param options of Mocha, beside those that every run has
 * @returns the exit code
 */
export async function runChecks(files, options = []) {
  const counts = [
    await check("Lint and format", ["node_modules/@biomejs/biome/bin/biome", "check", "."]),
    await check("Types of the tests", ["node_modules/typescript/bin/tsc", "-p", "test"]),
    await runSuites(files, options),
  ];
  const total = (kind) => counts.reduce((sum, count) => sum + count[kind], 0);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
  return total("failed") === 0 ? 0 : 1;
}

async function check(name, args) {
  console.log(`${name} …`);
  const code = await runNode(args);
  if (code !== 0) console.error(`${name} failed.`);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** No result, no test and a crash after the last test are failures too. */
async function runSuites(files, options) {
  console.log("Tests …");
  rmSync(RESULTS, { force: true });
  mkdirSync(dirname(RESULTS), { recursive: true });
  const mocha = ["node_modules/mocha/bin/mocha.js", ...files, "--forbid-only", ...options];
  const env = { ...process.env, MOCHA_RESULTS: RESULTS };
  const code = await runNode(
    [...mocha, "--ignore", "**/node_modules/**", "--reporter", "scripts/test/reporter.cjs"],
    { env },
  );
  const results = existsSync(RESULTS)
    ? JSON.parse(readFileSync(RESULTS, "utf8"))
    : { passed: 0, failed: 0, skipped: 0 };
  if (results.passed + results.failed === 0) console.error("No test ran.");
  const unseen = results.failed === 0 && (code !== 0 || results.passed === 0);
  return unseen ? { ...results, failed: 1 } : results;
}
