import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

/** The versions of Node.js that can be had beside the one that is there. */
export const NODE_VERSIONS = [22, 24, 26];

/** The package with which a version can be installed. */
export function nodePackage(version) {
  return join(ROOT, `scripts/runtimes/node-${version}`);
}

/** The program of a version that is installed: npm has a package for each platform, under one of two names. */
export function nodeProgram(version) {
  const windows = process.platform === "win32";
  const platform = `${windows ? "win" : process.platform}-${process.arch}`;
  const modules = join(nodePackage(version), "node_modules");
  const program = ["node", "node-bin"]
    .map((name) => join(modules, `${name}-${platform}`, "bin", windows ? "node.exe" : "node"))
    .find(existsSync);
  if (!program) throw new StepError(`There is no Node.js ${version} for ${platform} in ${modules}.`);
  return program;
}
