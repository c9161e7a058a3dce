const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const LOCK = join(__dirname, "../../../../../package-lock.json");

exports.config = () => {};

/** All that our users install, as the lock file has it: node-red-dev asks about the first dependency only. */
exports.ls = (_name, _version, _flatten, tell) => {
  const packages = Object.entries(JSON.parse(readFileSync(LOCK, "utf8")).packages);
  const installed = packages.filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional);
  tell(installed.map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")}@${version}`));
};
