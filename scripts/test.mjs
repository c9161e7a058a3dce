/**
 * `npm test`: installs and builds what is missing, then runs every check, and ends with one line of counts.
 * `npm test -- FILE …` runs the tests of these files only.
 */
import { join } from "node:path";
import { DEMO } from "./demo/flows.mjs";
import { NODE_RED_5 } from "./runtimes/choice.mjs";
import { nodePackage } from "./runtimes/node.mjs";
import { ensureBrokerAndDatabase } from "./support/broker-and-database.mjs";
import { ensureChromium } from "./support/chromium.mjs";
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail, ROOT } from "./support/run.mjs";
import { ensureWebsocketClient } from "./support/websocket-client.mjs";
import { runChecks } from "./test/checks.mjs";
import { SCORECARD, suitesAskedFor } from "./test/suites.mjs";

const FILES = suitesAskedFor();
/**
 * Packages that only the suites of a folder need. What the examples talk to takes minutes where SQLite has to be compiled,
 * and a Node.js has 50 MB.
 */
const NEEDED = [
  ["gallery", join(ROOT, "test/gallery/services")],
  ["gallery", DEMO],
  ["scorecard", SCORECARD],
  ["embedded", nodePackage(22)],
  ["embedded", nodePackage(26)],
];

try {
  await install();
  await install(NODE_RED_5);
  await install(nodePackage(24));
  for (const [folder, needed] of NEEDED) if (isAskedFor(folder)) await install(needed);
  if (isAskedFor("browser")) await ensureChromium();
  if (isAskedFor("clients")) await ensureWebsocketClient();
  if (isAskedFor("gallery")) await ensureBrokerAndDatabase();
  await build();
  process.exitCode = await runChecks(FILES);
} catch (error) {
  fail(error);
}

function isAskedFor(folder) {
  return FILES.some((file) => file.includes("*") || file.includes(`test/${folder}`));
}
