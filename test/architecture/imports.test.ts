import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { circlesIn, importsOf, isWithin, PACKAGE, ROOT } from "./sources";

interface Rule {
  /** What files of this folder may import beside each other. A folder stands for all in it. */
  readonly ours: readonly string[];
  readonly packages: readonly string[];
  /** What they may use of Node.js; anything unless said. */
  readonly builtins?: readonly string[];
}

/** The house's rule, see docs/architecture.md, "Who may import whom". Rooms to come are in it already. */
const RULES: Readonly<Record<string, Rule>> = {
  "src/protocol": {
    ours: [],
    packages: ["big.js", "lossless-json"],
    builtins: ["node:buffer", "node:crypto"],
  },
  // Pure, over the names of instruments: time, lists and quotes come in as arguments.
  "src/market": { ours: ["src/protocol"], packages: [], builtins: [] },
  // It judges values and times, and knows nothing of markets.
  "src/alert": { ours: [], packages: [], builtins: [] },
  "src/link": { ours: ["src/protocol"], packages: ["ws"] },
  // What REST has of the past; the caller of REST comes in as an argument.
  "src/history": { ours: ["src/protocol"], packages: [], builtins: [] },
  "src/simulator": {
    ours: ["src/protocol/channels", "src/protocol/symbols"],
    packages: ["lossless-json", "ws"],
  },
  "src/runtime": {
    ours: ["src/link", "src/history", "src/market", "src/alert", "src/protocol", "src/simulator", "locales"],
    packages: ["hpagent", "mustache", "node-red", "proxy-from-env", "ws"],
  },
  "src/recorder": {
    ours: ["src/runtime/connection", "src/runtime/texts", "src/link", "src/protocol"],
    packages: [],
  },
  "src/editor": {
    ours: ["src/alert", "src/history/periods", "src/market", "src/protocol"],
    packages: ["mustache"],
    builtins: [],
  },
  nodes: { ours: ["src/runtime", "src/link", "src/protocol"], packages: ["node-red"], builtins: [] },
};

/** Rooms of a later day: their rules hold from their first file on. */
const TO_COME = ["src/market"];

/** The only place that knows that the exchange can be in this process. */
const DOOR_TO_SIMULATOR = "src/runtime/connection/simulated-exchange.ts";

describe("The architecture", () => {
  it("has a rule for every folder with sources", () => {
    const folders = readdirSync(join(ROOT, "src")).map((name) => `src/${name}`);
    const awaited = TO_COME.filter((folder) => !existsSync(join(ROOT, folder)));
    assert.deepEqual([...folders, ...awaited, "nodes"].sort(), Object.keys(RULES).sort());
  });

  for (const [folder, { ours, packages, builtins }] of Object.entries(RULES)) {
    it(`lets ${folder} import ${ours.length > 0 ? ours.join(", ") : "nothing of ours"}`, () => {
      const allowed = [folder, ...ours];
      const strays = importsOf(folder).filter(
        ({ target, isOurs }) => isOurs && !allowed.some((path) => isWithin(target, path)),
      );
      assert.deepEqual(strays, []);
    });

    it(`lets ${folder} use ${packages.length > 0 ? packages.join(", ") : "no package"}`, () => {
      const strays = importsOf(folder).filter(({ target, isOurs }) => !isOurs && !packages.includes(target));
      assert.deepEqual(
        strays.filter(({ target }) => !isBuiltin(target)),
        [],
      );
    });

    if (builtins) {
      it(`lets ${folder} use ${builtins.length > 0 ? builtins.join(", ") : "nothing"} of Node.js`, () => {
        const used = importsOf(folder).filter(({ target }) => isBuiltin(target));
        assert.deepEqual(
          used.filter(({ target }) => !builtins.includes(target)),
          [],
        );
      });
    }
  }

  it("lets the runtime meet the simulator in one place", () => {
    const files = importsOf("src/runtime").filter(({ target }) => isWithin(target, "src/simulator"));
    assert.deepEqual([...new Set(files.map(({ file }) => file))], [DOOR_TO_SIMULATOR]);
  });

  it("has no circle of imports, types included", () => {
    assert.deepEqual(circlesIn(["src", "nodes", "bench", "chaos", "test"]), []);
  });

  it("uses every dependency of the package, and no other package", () => {
    const used = Object.keys(RULES).flatMap((folder) => importsOf(folder).filter(({ isOurs }) => !isOurs));
    const packages = used
      .map(({ target }) => target)
      .filter((name) => name !== "node-red" && !isBuiltin(name));
    assert.deepEqual([...new Set(packages)].sort(), Object.keys(PACKAGE.dependencies).sort());
  });
});
