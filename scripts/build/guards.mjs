import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

const FOLDER = join(ROOT, "dist/guards");
const require = createRequire(import.meta.url);

/** Infinity and NaN are not numbers to them, and a schema that misspells a keyword fails the build. */
const STRICT = { strictNumbers: true, allowUnionTypes: true, messages: false };
const FILLING = { useDefaults: true, coerceTypes: true, allErrors: true, verbose: true };

/** A file of guards for each file of schemas. Sources import it as `#guards/NAME`, see package.json. */
const GUARDS = [
  { name: "protocol", schemas: "dist/src/protocol/schemas.js", options: STRICT },
  { name: "runtime", schemas: "dist/src/runtime/schemas.js", options: STRICT },
  { name: "properties", schemas: "dist/src/runtime/property-schemas.js", options: { ...STRICT, ...FILLING } },
];

/** Compiles the schemas in dist/ to functions that need no compiler, nor anything else at run time. */
export async function buildGuards() {
  mkdirSync(FOLDER, { recursive: true });
  // Modules with schemas import the guards of others: they find none yet, and call none as they load.
  for (const { name } of GUARDS) writeFileSync(fileOf(name), "module.exports = {};\n");
  for (const { name, schemas, options } of GUARDS) {
    const { SCHEMAS } = require(join(ROOT, schemas));
    await bundle(fileOf(name), sourceOf(SCHEMAS, options));
  }
}

/** What a guard keeps of what was wrong: most of its text. */
const ERRORS = /^[ \t]*validate\d+\.errors = .*;$/gm;

/** A module that exports a guard under each schema's name. Only those that find everything wrong are asked what it was. */
function sourceOf(schemas, options) {
  const { default: Ajv } = require("ajv");
  const { default: standaloneCode } = require("ajv/dist/standalone");
  const ajv = new Ajv({ ...options, code: { source: true, lines: true }, schemas });
  const source = standaloneCode(ajv, Object.fromEntries(Object.keys(schemas).map((name) => [name, name])));
  return options.allErrors ? source : source.replace(ERRORS, "");
}

/** Takes the few functions of the compiler's that some keywords call into the file. */
async function bundle(file, contents) {
  const { build } = await import("esbuild");
  await build({
    stdin: { contents, resolveDir: ROOT },
    outfile: file,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "warning",
  }).catch(() => {
    throw new StepError(`Bundling ${file} failed.`);
  });
}

function fileOf(name) {
  return join(FOLDER, `${name}.js`);
}
