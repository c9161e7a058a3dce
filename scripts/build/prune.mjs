import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

const FOLDERS = ["dist/src", "dist/locales"];

/** Removes the modules in dist/src, and the texts in dist/locales, that none of these entries loads: what only nodes use is in dist/palette.js. */
export async function pruneSources(entries) {
  const loaded = await modulesOf(entries);
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }),
  );
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !loaded.has(path)) rmSync(path);
  }
}

async function modulesOf(entryPoints) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: ROOT,
    outdir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
    logLevel: "warning",
  }).catch(() => {
    throw new StepError("Finding what the programs load failed.");
  });
  return new Set(Object.keys(metafile.inputs).map((path) => join(ROOT, path)));
}
