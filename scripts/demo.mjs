/**
 * `npm run demo`: a real Node-RED with the palette, a demo tab and a dashboard, in a user directory of its own. Whatever is
 * missing is installed and built first. It is Node-RED 5 if this Node.js is recent enough for that, else 4.1, and runs in
 * this process, so that nothing outlives it.
 *
 * package.json starts it with `exec`, because the shell between npm and this process would keep the signals that npm
 * passes on; Windows has no `exec`, and takes the second form.
 */
import { join } from "node:path";
import { DASHBOARD_PATH, DEMO } from "./demo/flows.mjs";
import { startMarket } from "./demo/market.mjs";
import { prepareUserDirectory, USER_DIRECTORY } from "./demo/user-directory.mjs";
import { chooseNodeRed } from "./runtimes/choice.mjs";
import { createNodeRed } from "./runtimes/node-red.mjs";
import { build } from "./support/fresh.mjs";
import { install } from "./support/install.mjs";
import { fail, ROOT } from "./support/run.mjs";

/** For the editor's page. */
const SHOW_MESSAGES = join(ROOT, "scripts/demo/show-messages.js");
/** ms for the nodes to close their sockets in. */
const STOP_TIMEOUT = 1_000;

/** Replaced once there is something to stop. */
let stop = async () => {};

// A terminal tells every process, and npm tells this one once more: a second signal must not cut the first short.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);

try {
  const { version, folder, why } = chooseNodeRed(process.versions.node, process.arch);
  console.log(`This will be Node-RED ${version}, because ${why}.`);
  await install();
  await install(folder);
  await install(DEMO);
  await build();
  if (!prepareUserDirectory()) {
    console.log(
      "Your changed flows stay; there is a newer demo. To get it, delete .demo/flows.json and start again.",
    );
  }
  console.log("Starting Node-RED …");
  await startNodeRed(folder);
} catch (error) {
  fail(error);
}

async function startNodeRed(folder) {
  const { url: coincallSimulator, variables } = await startMarket();
  Object.assign(process.env, variables);
  const nodeRed = await createNodeRed(folder, {
    userDir: USER_DIRECTORY,
    nodesDir: DEMO,
    coincallSimulator,
    editorTheme: { page: { scripts: [SHOW_MESSAGES] } },
  });
  stop = nodeRed.stop;
  await nodeRed.start();
  console.log(`\nThe demo runs at ${nodeRed.address}   (Ctrl-C ends it)`);
  console.log(`Its dashboard is ${nodeRed.address}${DASHBOARD_PATH}`);
  console.log(`Its prices and its account are made up, by the simulator at ${coincallSimulator}`);
}

async function end() {
  setTimeout(() => process.exit(0), STOP_TIMEOUT);
  await stop();
  process.exit(0);
}
