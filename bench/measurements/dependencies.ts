import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../../test/embedded/harness/versions";
import type { Measurement } from "../measurement";

/** Bytes of the files that `npm install` of the palette brings along, without the palette itself. */
export const DEPENDENCIES: Measurement = {
  name: "dependencies",
  async round() {
    const folders = new Set<string>();
    collect(ROOT, folders);
    const bytes = [...folders].reduce((sum, folder) => sum + sizeOf(folder), 0);
    return { bytes, packages: folders.size };
  },
};

/** The folders of all that a package depends on, and what that does, as Node.js would find them. */
function collect(folder: string, folders: Set<string>): void {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const found = find(name, folder);
    if (folders.has(found)) continue;
    folders.add(found);
    collect(found, folders);
  }
}

function find(name: string, from: string): string {
  const folder = join(from, "node_modules", name);
  if (existsSync(join(folder, "package.json"))) return folder;
  if (dirname(from) === from) throw new Error(`${name} is not installed.`);
  return find(name, dirname(from));
}

/** Without packages inside the package, which are counted by themselves. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sizeOf(path) : statSync(path).size;
    })
    .reduce((sum, size) => sum + size, 0);
}
