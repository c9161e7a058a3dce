/**
 * `npm test`: installs and builds what is missing, then runs every check, and ends with one line of counts.
 * The linter with the formatter, and the type check of the tests, count as one check each beside the tests.
 * `npm test -- FILE …` runs the tests of these files only.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DEMO } from "./demo/flows.mjs";
import { ensureChromium } from "./support/chromium.mjs";
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail, ROOT, runNode } from "./support/run.mjs";

const NODE_RED_5 = join(ROOT, "test/embedded/node-red-5");
/** What the examples talk to. Where SQLite has to be compiled this takes minutes, so only their tests wait for it. */
const SERVICES = join(ROOT, "test/gallery/services");
/** Node-RED's own checks of a package. */
const SCORECARD = join(ROOT, "test/scorecard/node-red-dev");
const FILES = process.argv.length > 2 ? process.argv.slice(2) : ["test/**/*.test.ts"];
const RESULTS = join(ROOT, ".test/results.json");

try {
  await install();
  if (existsSync(NODE_RED_5)) await install(NODE_RED_5);
  if (FILES.some((file) => /\*|test\/gallery/.test(file))) {
    await install(SERVICES);
    await install(DEMO);
  }
  if (FILES.some((file) => /\*|test\/scorecard/.test(file))) await install(SCORECARD);
  if (FILES.some((file) => /\*|test\/browser/.test(file))) await ensureChromium();
  await build();
  const total = { passed: 0, failed: 0, skipped: 0 };
  add(total, await check("Lint and format", ["node_modules/@biomejs/biome/bin/biome", "check", "."]));
  if (existsSync(join(ROOT, "test/tsconfig.json"))) {
    add(total, await check("Types of the tests", ["node_modules/typescript/bin/tsc", "-p", "test"]));
  }
  add(total, await runTests());
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 ? 0 : 1;
} catch (error) {
  fail(error);
}

async function check(name, args) {
  console.log(`${name} …`);
  const code = await runNode(args);
  if (code !== 0) console.error(`${name} failed.`);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** No result, no test and a crash after the last test are failures too. */
async function runTests() {
  console.log("Tests …");
  rmSync(RESULTS, { force: true });
  mkdirSync(join(ROOT, ".test"), { recursive: true });
  const mocha = ["node_modules/mocha/bin/mocha.js", ...FILES, "--forbid-only"];
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

function add(total, counts) {
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
}
