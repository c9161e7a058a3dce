import { existsSync } from "node:fs";
import { join } from "node:path";

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

/** Node-RED 4.1 runs on the Node.js of the tests; 5 brings Node.js 24 along. */
export function runtimeOf(version: Version): Runtime {
  if (version === "4.1") return { node: process.execPath, nodeRed: join(ROOT, "node_modules/node-red") };
  const modules = join(ROOT, "scripts/runtimes/node-red-5/node_modules");
  return { node: bundledNode(modules), nodeRed: join(modules, "node-red") };
}

/** npm has a package of the binary for each platform, under one of two names. */
function bundledNode(modules: string): string {
  const windows = process.platform === "win32";
  const platform = `${windows ? "win" : process.platform}-${process.arch}`;
  const file = windows ? "node.exe" : "node";
  const found = ["node", "node-bin"]
    .map((name) => join(modules, `${name}-${platform}`, "bin", file))
    .find((path) => existsSync(path));
  if (!found) throw new Error(`No Node.js 24 for ${platform} in ${modules}: run "npm ci" there.`);
  return found;
}
