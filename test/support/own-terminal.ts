import { delimiter } from "node:path";

/**
 * The environment of a user's terminal. npm puts the programs of installed packages first on the path of its scripts,
 * and among those is an npm of Node-RED's.
 */
export function ownTerminal(): NodeJS.ProcessEnv {
  const path = process.env.PATH ?? "";
  const folders = path.split(delimiter).filter((folder) => !folder.includes("node_modules"));
  return { ...process.env, PATH: folders.join(delimiter) };
}
