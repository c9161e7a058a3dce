/**
 * Builds what Node-RED loads: dist/ from nodes/, src/, icons/ and locales/, with guards made of the JSON Schemas in
 * src/, the nodes in one file, and resources/ from src/editor/.
 * Icons and locales go beside the nodes, where Node-RED looks for them.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { formOf } from "./build/forms.mjs";
import { buildGuards } from "./build/guards.mjs";
import { helpOf } from "./build/help.mjs";
import { bundlePalette } from "./build/palette.mjs";
import { pruneSources } from "./build/prune.mjs";
import { fingerprint, stamp } from "./support/fresh.mjs";
import { fail, must, ROOT, runNode, StepError } from "./support/run.mjs";

const TSC = at("node_modules/typescript/bin/tsc");
const NODES = at("dist/nodes");
const NODE_NAMES = readdirSync(at("nodes"))
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.replace(/\.html$/, ""));
const PROGRAMS = Object.values(JSON.parse(readFileSync(at("package.json"), "utf8")).bin).map(at);

try {
  const builtFrom = fingerprint();
  clean();
  await compile();
  console.log("Compiling the schemas …");
  await buildGuards();
  console.log("Bundling the palette …");
  await bundlePalette();
  await pruneSources([...PROGRAMS, at("dist/src/simulator/index.js")]);
  copyForms();
  copyIcons();
  copyLocales();
  await bundleEditor();
  stamp(builtFrom);
} catch (error) {
  fail(error);
}

function clean() {
  for (const folder of ["dist", "resources"]) rmSync(at(folder), { recursive: true, force: true });
  mkdirSync(NODES, { recursive: true });
}

async function compile() {
  console.log("Compiling nodes and sources …");
  await must("Compiling", runNode([TSC, "-p", ROOT]));
  for (const program of PROGRAMS) chmodSync(program, 0o755);
}

function copyForms() {
  console.log(`Copying ${NODE_NAMES.length} forms, icons and locales …`);
  for (const node of NODE_NAMES) writeFileSync(join(NODES, `${node}.html`), formOf(node));
}

function copyIcons() {
  cpSync(at("icons"), join(NODES, "icons"), { recursive: true });
}

/** Catalogues as they are, and help put together from its texts, which stay behind. */
function copyLocales() {
  for (const language of readdirSync(at("locales"))) {
    const folder = join(NODES, "locales", language);
    cpSync(at(`locales/${language}`), folder, { recursive: true, filter: (path) => !path.endsWith(".html") });
    for (const node of NODE_NAMES) writeFileSync(join(folder, `${node}.html`), helpOf(language, node));
  }
}

async function bundleEditor() {
  if (existsSync(at("src/editor/tsconfig.json"))) {
    await must("Checking the editor's types", runNode([TSC, "-p", at("src/editor"), "--noEmit"]));
  }
  if (!existsSync(at("src/editor/index.ts"))) return;
  console.log("Bundling the editor's script …");
  const { build } = await import("esbuild");
  await build({
    entryPoints: [at("src/editor/index.ts")],
    outfile: at("resources/editor.js"),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Coincall",
    target: "es2020",
    logLevel: "warning",
  }).catch(() => {
    throw new StepError("Bundling the editor's script failed.");
  });
}

function at(path) {
  return join(ROOT, path);
}
