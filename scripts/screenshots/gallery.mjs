import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO } from "../demo/flows.mjs";
import { startMarket } from "../demo/market.mjs";
import { linkPalette } from "../demo/user-directory.mjs";
import { NODE_RED_5 } from "../runtimes/choice.mjs";
import { createNodeRed } from "../runtimes/node-red.mjs";
import { install } from "../support/install.mjs";
import { onOneDashboard } from "../support/one-dashboard.mjs";
import { ROOT, StepError } from "../support/run.mjs";

const EXAMPLES = join(ROOT, "examples");
/** The tests' package has the other palettes that examples need, beside those of the demo. */
const SERVICES = join(ROOT, "test/gallery/services");
/** npm goes on without it where it cannot be compiled. */
const MAY_BE_MISSING = "node-red-node-sqlite";

/**
 * The folders of the examples in the order of the import menu, each followed by those in it, with its flows and those of
 * them that its picture shows: of a folder in another, whose flows share one shape, the first.
 */
export function galleryFolders() {
  return foldersIn(EXAMPLES).flatMap((folder) => [
    { folder, flows: flowsIn(folder), shown: flowsIn(folder) },
    ...foldersIn(folder).map((nested) => ({
      folder: nested,
      flows: flowsIn(nested),
      shown: flowsIn(nested).slice(0, 1),
    })),
  ]);
}

function foldersIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => join(folder, name)).sort();
}

function flowsIn(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
}

/** Lets a Node-RED with all examples run, as they are imported, while `use` has its address and its market's. */
export async function withGallery(use) {
  await install(NODE_RED_5);
  await install(DEMO);
  await install(SERVICES);
  if (!existsSync(join(SERVICES, "node_modules", MAY_BE_MISSING))) {
    throw new StepError(`The pictures need ${MAY_BE_MISSING}, which npm could not install.`);
  }
  const userDir = mkdtempSync(join(tmpdir(), "coincall-gallery-"));
  linkPalette(userDir);
  const flows = onOneDashboard(galleryFolders().flatMap((each) => each.flows.flat()));
  writeFileSync(join(userDir, "flows.json"), JSON.stringify(flows));
  const market = await startMarket();
  const nodeRed = await createNodeRed(NODE_RED_5, {
    userDir,
    nodesDir: [DEMO, SERVICES],
    coincallSimulator: market.url,
  });
  // Examples write their files where Node-RED was started.
  process.chdir(userDir);
  try {
    await nodeRed.start();
    await use(nodeRed.address, market.url);
  } finally {
    await nodeRed.stop();
    await market.close();
    process.chdir(ROOT);
    rmSync(userDir, { recursive: true, force: true });
  }
}
