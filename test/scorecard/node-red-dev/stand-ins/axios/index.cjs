const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");

const ROOT = join(__dirname, "../../../../..");

/** The versions of Node-RED that the embedded tests run on, whether installed or not, stand for those that npm has. */
const LATEST = lockedNodeRed("scripts/runtimes/node-red-5");
const MAINTAINED = lockedNodeRed(".");

/** By the last part of the address. */
const ANSWERS = {
  // What others have published is not known here: nothing is claimed of P08 and N01.
  "catalogue.json": { modules: [] },
  "node-red": {
    "dist-tags": { latest: LATEST.version, maintenance: MAINTAINED.version },
    versions: { [LATEST.version]: LATEST, [MAINTAINED.version]: MAINTAINED },
  },
};

exports.get = async (url) => {
  const data = ANSWERS[basename(new URL(url).pathname)];
  if (!data) throw new Error(`There is no answer here for ${url}.`);
  return { data };
};

function lockedNodeRed(folder) {
  const lock = JSON.parse(readFileSync(join(ROOT, folder, "package-lock.json"), "utf8"));
  return lock.packages["node_modules/node-red"];
}
