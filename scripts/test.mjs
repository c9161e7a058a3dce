/**
 * `npm test`: installs and builds what is missing, then runs every check, and ends with one line of counts.
 * `npm test -- FILE …` runs the tests of these files only.
 */
import { join } from "node:path";
import { DEMO } from "./demo/flows.mjs";
import { ensureChromium } from "./support/chromium.mjs";
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail, ROOT } from "./support/run.mjs";
import { runChecks } from "./test/checks.mjs";
import { SCORECARD, suitesAskedFor } from "./test/suites.mjs";

const NODE_RED_5 = join(ROOT, "scripts/runtimes/node-red-5");
/** What the examples talk to. Where SQLite has to be compiled this takes minutes, so only their tests wait for it. */
const SERVICES = join(ROOT, "test/gallery/services");
const FILES = suitesAskedFor();

try {
  await install();
  await install(NODE_RED_5);
  if (FILES.some((file) => /\*|test\/gallery/.test(file))) {
    await install(SERVICES);
    await install(DEMO);
  }
  if (FILES.some((file) => /\*|test\/scorecard/.test(file))) await install(SCORECARD);
  if (FILES.some((file) => /\*|test\/browser/.test(file))) await ensureChromium();
  await build();
  process.exitCode = await runChecks(FILES);
} catch (error) {
  fail(error);
}
