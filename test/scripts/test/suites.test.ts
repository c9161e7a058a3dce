import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { LEFT_OUT } from "../../../scripts/test/suites.mjs";

const ROOT = join(__dirname, "../../..");

/** What each file starts that loads or starts a program: `ours` if it is quick and needs nothing but what is in the project. */
const STARTS: Readonly<Record<string, "Node-RED" | "a browser" | "npm" | "services" | "ours">> = {
  // It starts Node-RED too, but for measurements, of which the tests run none.
  "bench/contenders/contender.ts": "ours",
  "bench/exchange/exchange.ts": "ours",
  "chaos/scene/program.ts": "ours",
  "scripts/demo/market.mjs": "ours",
  "scripts/support/run.mjs": "ours",
  "test/architecture/files.test.ts": "ours",
  "test/browser/harness/chromium.ts": "a browser",
  "test/clients/documented-sample.test.ts": "ours",
  "test/clients/python.ts": "ours",
  "test/commands/check.test.ts": "npm",
  "test/commands/clone.ts": "npm",
  "test/commands/command.ts": "npm",
  "test/commands/demo.test.ts": "npm",
  "test/embedded/harness/start-node-red.ts": "Node-RED",
  // It starts Node-RED too, but by the harness.
  "test/gallery/health.test.ts": "ours",
  "test/gallery/support/other-packages.ts": "services",
  "test/gallery/support/program.ts": "Node-RED",
  "test/gallery/support/services/mosquitto.ts": "services",
  "test/gallery/support/services/own-process.ts": "services",
  "test/package/package.test.ts": "npm",
  "test/recorder/record.test.ts": "ours",
  "test/scorecard/scorecard.test.ts": "ours",
  "test/secrets/inspection.test.ts": "Node-RED",
  "test/simulator/cli.test.ts": "ours",
  "test/soak/soak.test.ts": "Node-RED",
  "test/year/year.test.ts": "ours",
};

const STARTING =
  /\bcreateRequire\b|\b(?:from|import|require)\b ?\(?"(?:node:child_process|node-red|node-red-node-test-helper|playwright-core)"/;
const IMPORT = /\b(?:from|import|require)\b ?\(?"(\.[^"]+)"/g;
/** They are gone once a test runs. */
const TYPES = /\b(?:import|export) type [^;]*;/g;
const EXTENSIONS = ["", ".ts", "/index.ts"];

describe("The suites of npm run check", () => {
  const suites = suitesIn("test");
  const isLeftOut = (suite: string) => LEFT_OUT.some((folder) => suite.startsWith(`test/${folder}/`));
  const needs = (suite: string) => closure(suite).filter((file) => file in STARTS && STARTS[file] !== "ours");

  it("are those of all folders but some that there are", () => {
    assert.deepEqual(
      LEFT_OUT.filter((folder) => !existsSync(join(ROOT, "test", folder))),
      [],
    );
  });

  it("are chosen by what starts something, and each file that does is known", () => {
    const files = new Set(suites.flatMap(closure));
    assert.deepEqual([...files].filter((file) => STARTING.test(sourceOf(file))).sort(), Object.keys(STARTS));
  });

  it("are none that starts Node-RED, a browser, npm or a service", () => {
    const kept = suites.filter((suite) => !isLeftOut(suite));
    assert.ok(kept.length > 50, `${kept.length} suites`);
    assert.deepEqual(
      kept.filter((suite) => needs(suite).length > 0),
      [],
    );
  });

  it("are all others", () => {
    assert.deepEqual(
      suites.filter((suite) => isLeftOut(suite) && needs(suite).length === 0),
      [],
    );
  });
});

function suitesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : suitesIn(path);
    return path.endsWith(".test.ts") ? [path] : [];
  });
}

/** A file, and all of ours that it loads, directly or not. */
function closure(file: string): string[] {
  const found = new Set([file]);
  for (const each of found) for (const imported of importsOf(each)) found.add(imported);
  return [...found];
}

function importsOf(file: string): string[] {
  return Array.from(sourceOf(file).matchAll(IMPORT), ([, name = ""]) => join(dirname(file), name)).flatMap(
    (path) => {
      const found = EXTENSIONS.map((extension) => path + extension).find(isSource);
      return found ? [found] : [];
    },
  );
}

function isSource(path: string): boolean {
  return [".ts", ".mjs", ".cjs"].includes(extname(path)) && existsSync(join(ROOT, path));
}

function sourceOf(file: string): string {
  return readFileSync(join(ROOT, file), "utf8").replace(TYPES, "");
}
