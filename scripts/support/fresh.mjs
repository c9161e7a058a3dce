import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { must, ROOT, runNode } from "./run.mjs";

const INPUTS = [
  "nodes",
  "src",
  "icons",
  "locales",
  "scripts/build.mjs",
  "scripts/build",
  "tsconfig.json",
  "package-lock.json",
];
const STAMP = join(ROOT, "dist/.built-from");

/** Builds the palette unless what is in dist/ was built from the present sources. */
export async function build() {
  if (!isFresh()) await must("The build", runNode([join(ROOT, "scripts/build.mjs")]));
}

/** Remembers what dist/ was built from. Contents count, not times: a checkout of another branch changes both ways. */
export function stamp(fingerprint) {
  writeFileSync(STAMP, fingerprint);
}

/** One hash over the names and contents of everything that the build reads. */
export function fingerprint() {
  const hash = createHash("sha256");
  for (const file of INPUTS.flatMap((input) => filesOf(join(ROOT, input))).sort()) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function isFresh() {
  const editor = existsSync(join(ROOT, "src/editor/index.ts"));
  if (editor && !existsSync(join(ROOT, "resources/editor.js"))) return false;
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprint();
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => filesOf(join(path, entry.name)));
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}
