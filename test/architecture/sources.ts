import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** Reads the sources for the tests of the architecture. */

export const ROOT = join(__dirname, "../..");
export const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

const IMPORT = /\b(?:from|import|require)\b\s*\(?\s*"([^"]+)"/g;

export interface Import {
  readonly file: string;
  /** The name of a package, or a path from the root of the project, without its extension. */
  readonly target: string;
  readonly isOurs: boolean;
}

/** What the files below a folder import; nothing for a folder that does not exist yet. */
export function importsOf(folder: string): Import[] {
  return sourcesIn(folder).flatMap((file) => {
    const source = readFileSync(join(ROOT, file), "utf8");
    return Array.from(source.matchAll(IMPORT), ([, name = ""]) => {
      const path = pathOf(name, file);
      return { file, target: path ?? name, isOurs: path !== undefined };
    });
  });
}

export function isWithin(target: string, path: string): boolean {
  return target === path || target.startsWith(`${path}/`);
}

/** Groups of files that import each other, whether directly or by others. */
export function circlesIn(folders: readonly string[]): string[][] {
  const imports = new Map<string, string[]>();
  for (const { file, target, isOurs } of folders.flatMap(importsOf)) {
    const imported = isOurs ? fileOf(target) : undefined;
    imports.set(file, [...(imports.get(file) ?? []), ...(imported === undefined ? [] : [imported])]);
  }
  return stronglyConnected(imports).filter((group) => group.length > 1);
}

/** What the build makes belongs to the folder that declares its types. */
function pathOf(name: string, importer: string): string | undefined {
  if (name.startsWith("#")) return join(PACKAGE.imports[name].types.replace(/\.d\.ts$/, ""));
  return name.startsWith(".") ? join(dirname(importer), name) : undefined;
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
    .map((name) => `${folder}/${name}`);
}

function fileOf(target: string): string | undefined {
  const candidates = [target, `${target}.ts`, `${target}.d.ts`, `${target}/index.ts`];
  return candidates.find((path) => existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile());
}

/** Tarjan's algorithm. */
function stronglyConnected(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const groups: string[][] = [];
  const visit = (vertex: string): void => {
    order.set(vertex, order.size);
    lowest.set(vertex, order.get(vertex) as number);
    open.push(vertex);
    for (const next of edges.get(vertex) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) {
        lowest.set(vertex, Math.min(lowest.get(vertex) as number, lowest.get(next) as number));
      }
    }
    if (lowest.get(vertex) === order.get(vertex)) groups.push(open.splice(open.indexOf(vertex)));
  };
  for (const vertex of edges.keys()) if (!order.has(vertex)) visit(vertex);
  return groups;
}
