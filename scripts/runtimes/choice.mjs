import { join } from "node:path";
import { ROOT } from "../support/run.mjs";

/** The folder of Node-RED 5; 4.1 is among the packages of the project. */
export const NODE_RED_5 = join(ROOT, "scripts/runtimes/node-red-5");

/** The first Node.js that Node-RED 5 runs on: an older one it refuses. */
const MAJOR = 22;
const MINOR = 9;
/** As Node.js calls processors that are not for Node-RED 5. */
const OF_32_BITS = ["arm", "ia32", "mips", "mipsel"];

/**
 * The Node-RED for a Node.js: 5 where it runs.
 *
 * @param node the version of Node.js, such as `22.9.0`
 * @param arch its processor, as Node.js calls it
 * @returns the version of Node-RED, the folder of the package that it is installed with, and why it is that one
 */
export function chooseNodeRed(node, arch) {
  if (OF_32_BITS.includes(arch)) return older("Node-RED 5 needs a 64-bit system");
  if (!isRecent(node))
    return older(`Node-RED 5 needs Node.js ${MAJOR}.${MINOR} or later, and this is ${node}`);
  return { version: "5", folder: NODE_RED_5, why: `Node.js ${node} is ${MAJOR}.${MINOR} or later` };
}

function older(why) {
  return { version: "4.1", folder: ROOT, why };
}

function isRecent(node) {
  const [major, minor] = node.split(".").map(Number);
  return major > MAJOR || (major === MAJOR && minor >= MINOR);
}
