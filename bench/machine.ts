import { readFileSync } from "node:fs";
import { arch, cpus, totalmem, type } from "node:os";
import { join } from "node:path";
import { ROOT } from "../test/embedded/harness/versions";

/** Where and with what was measured: a name and a text each. */
export type Circumstances = Readonly<Record<string, string>>;

const GIBIBYTE = 2 ** 30;
const PACKAGES = {
  "Node-RED": "node_modules/node-red",
  ws: "node_modules/ws",
  "bybit-api": "bench/bybit/node_modules/bybit-api",
};

export function circumstances(): Circumstances {
  const versions = Object.entries(PACKAGES).map(([name, folder]) => [name, versionOf(folder)]);
  return {
    processor: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores`,
    memory: `${(totalmem() / GIBIBYTE).toFixed(1)} GiB`,
    system: `${type()} on ${arch()}`,
    "Node.js": process.versions.node,
    ...Object.fromEntries(versions),
  };
}

function versionOf(folder: string): string {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")).version;
}
