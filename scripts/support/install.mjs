import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { must, ROOT, runNpm } from "./run.mjs";

/** Installs a package's dependencies as its lock file has them, unless they are there already. */
export async function install(folder = ROOT) {
  if (isInstalled(folder)) return;
  const where = relative(ROOT, folder);
  console.log(`Installing dependencies${where ? ` of ${where}` : ""} …`);
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  await must("npm ci", runNpm(args, { cwd: folder }));
}

const OPTIONAL = ["optional", "devOptional"];
const UNSURE = ["extraneous", "inBundle"];

/**
 * Whether npm's own record of what it installed agrees with the lock file. npm writes that record last, so an
 * installation that was cut short has none. Optional packages may be missing: they are for other machines. What becomes
 * of others is not looked at: extraneous ones, which npm 10 wants in the lock file and npm 11 leaves out, and bundled
 * ones, which come inside another package, if not always in the version that the lock file has.
 */
export function isInstalled(folder) {
  const record = join(folder, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(folder, "package-lock.json")))
    .filter(([path, wanted]) => path !== "" && !UNSURE.some((kind) => wanted[kind]))
    .every(([path, wanted]) => {
      const found = installed[path];
      return found ? found.version === wanted.version : OPTIONAL.some((kind) => wanted[kind]);
    });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}
