/**
 * `npm run screenshots`: takes the pictures in README and docs of Node-RED 5: of the demo, with messages in the debug
 * sidebar, and of its dashboard, of options that roll in it, of two forms in its editor, of the way to an alert, and in
 * each folder of the examples of its flows as they are imported. `npm run screenshots -- PART …` takes only those of some
 * parts: demo, rolling, forms, alerts, examples. The pictures of the demo and of its forms show the flows of .demo, so
 * delete that folder first if you have changed them.
 */
import { join } from "node:path";
import { chooseNodeRed } from "./runtimes/choice.mjs";
import { nodePackage, nodeProgram } from "./runtimes/node.mjs";
import { ensureChromium } from "./support/chromium.mjs";
import { install } from "./support/install.mjs";
import { fail, ROOT, run } from "./support/run.mjs";

/** A Node.js that Node-RED 5 runs on, where the one that is there is too old. */
const RECENT = 24;

try {
  await install();
  await ensureChromium();
  const take = [join(ROOT, "scripts/screenshots/take.mjs"), ...process.argv.slice(2)];
  process.exitCode = await run(await recentNode(), take);
} catch (error) {
  fail(error);
}

async function recentNode() {
  if (chooseNodeRed(process.versions.node, process.arch).version === "5") return process.execPath;
  await install(nodePackage(RECENT));
  return nodeProgram(RECENT);
}
