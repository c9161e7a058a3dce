const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");

const ROOT = join(__dirname, "../../../../..");

/** The versions of Node-RED that the embedded tests run on stand for those that npm has. */
const LATEST = manifestOf("test/embedded/node-red-5/node_modules/node-red");
const MAINTAINED = manifestOf("node_modules/node-red");

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

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
}
