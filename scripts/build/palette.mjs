import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

const FILE = join(ROOT, "dist/palette.js");

/** Programs have it too, and most palettes never load it: it stays outside, where it was compiled to. */
const simulator = {
  name: "simulator",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/simulator$/ }, () => ({ path: "./src/simulator/index.js", external: true })),
};

/**
 * Puts all nodes and what they share into one file: Node.js takes longer to find and open a hundred small ones than
 * to read them. Names stay, for the sake of stack traces. What Node-RED loads is a line a node.
 */
export async function bundlePalette() {
  const nodes = readdirSync(join(ROOT, "nodes"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, ""));
  const { build } = await import("esbuild");
  await build({
    stdin: { contents: entryOf(nodes), resolveDir: ROOT },
    outfile: FILE,
    bundle: true,
    platform: "node",
    packages: "external",
    plugins: [simulator],
    format: "cjs",
    target: "node20",
    logLevel: "warning",
  }).catch(() => {
    throw new StepError("Bundling the palette failed.");
  });
  for (const node of nodes) {
    writeFileSync(
      join(ROOT, `dist/nodes/${node}.js`),
      `"use strict";\nmodule.exports = require("../palette.js")[${JSON.stringify(node)}];\n`,
    );
  }
}

function entryOf(nodes) {
  const getters = nodes.map((node) => `get ${JSON.stringify(node)}() { return require("./nodes/${node}"); }`);
  return `module.exports = { ${getters.join(", ")} };`;
}
