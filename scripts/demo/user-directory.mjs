import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "../support/run.mjs";
import { demoFlows } from "./flows.mjs";

/** The demo's own user directory, in the checkout and ignored by git. */
export const USER_DIRECTORY = join(ROOT, ".demo");

const FLOWS = join(USER_DIRECTORY, "flows.json");
const INSTALLED_FLOWS = join(USER_DIRECTORY, ".installed-flows");

/** Makes a user directory with the palette and the demo's flows in it; what the user has made there stays. */
export function prepareUserDirectory() {
  mkdirSync(USER_DIRECTORY, { recursive: true });
  linkPalette(USER_DIRECTORY);
  return installFlows(`${JSON.stringify(demoFlows(), null, 2)}\n`);
}

/**
 * What `npm install` of the checkout would do in a user directory: a link, and a dependency that says so. Without the
 * dependency, the next palette that the user installs from the editor would have npm clear the link away.
 */
export function linkPalette(userDirectory) {
  const { name } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const link = join(userDirectory, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link, { recursive: true });
  symlinkSync(ROOT, link, "junction");

  const file = join(userDirectory, "package.json");
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const dependencies = { ...manifest.dependencies, [name]: `file:${relative(userDirectory, ROOT)}` };
  const content = { name: "coincall-demo", private: true, ...manifest, dependencies };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Brings the demo's flows in, or a newer version of them, unless the user has deployed flows of their own since:
 * the hash of the last version that was brought in tells. Returns whether the demo's present flows are there.
 */
function installFlows(flows) {
  const edited = existsSync(FLOWS) && hashOf(readFileSync(FLOWS)) !== readInstalled();
  if (edited) return readInstalled() === hashOf(flows);
  writeFileSync(FLOWS, flows);
  writeFileSync(INSTALLED_FLOWS, hashOf(flows));
  return true;
}

function readInstalled() {
  return existsSync(INSTALLED_FLOWS) ? readFileSync(INSTALLED_FLOWS, "utf8") : "";
}

function hashOf(content) {
  return createHash("sha256").update(content).digest("hex");
}
