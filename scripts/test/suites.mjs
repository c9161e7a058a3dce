import { join } from "node:path";
import { ROOT } from "../support/run.mjs";

/** Every suite there is. */
export const ALL_SUITES = "test/**/*.test.ts";

/**
 * The folders of test/ whose suites start Node-RED, a browser, npm or what the examples talk to. `npm run check` leaves
 * them out and runs the suites of all others.
 */
export const LEFT_OUT = [
  "browser",
  "chaos",
  "commands",
  "embedded",
  "gallery",
  "leaks",
  "package",
  "secrets",
  "soak",
];

/** Node-RED's own checks of a package. */
export const SCORECARD = join(ROOT, "test/scorecard/node-red-dev");

/** The suites that were asked for on the command line; all without any. */
export function suitesAskedFor() {
  const files = process.argv.slice(2);
  return files.length > 0 ? files : [ALL_SUITES];
}
