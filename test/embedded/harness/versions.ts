import { join } from "node:path";
import { NODE_RED_5 } from "../../../scripts/runtimes/choice.mjs";
import { nodeProgram } from "../../../scripts/runtimes/node.mjs";

/** The folder of the checkout. */
export const ROOT = join(__dirname, "../../..");

/** The versions of Node-RED that the palette promises to work with. */
export const VERSIONS = ["4.1", "5"] as const;

export type Version = (typeof VERSIONS)[number];

export interface Runtime {
  /** The Node.js that runs it. */
  readonly node: string;
  /** The folder of the package `node-red`. */
  readonly nodeRed: string;
}

/**
 * Node-RED 4.1 runs on the Node.js of the tests, and 5 on Node.js 24, because the tests' may be too old for it.
 *
 * @param node another version of Node.js
 */
export function runtimeOf(version: Version, node?: number): Runtime {
  const folder = version === "5" ? NODE_RED_5 : ROOT;
  const own = version === "5" ? nodeProgram(24) : process.execPath;
  return { node: node ? nodeProgram(node) : own, nodeRed: join(folder, "node_modules/node-red") };
}
