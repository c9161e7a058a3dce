import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "..");
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

interface Rule {
  /** What files of this folder may import beside each other. A folder stands for all in it. */
  readonly ours: readonly string[];
  readonly packages: readonly string[];
  /** What they may use of Node.js; anything unless said. */
  readonly builtins?: readonly string[];
}

/** The house's rule, see docs/architecture.md, "Who may import whom". */
const RULES: Readonly<Record<string, Rule>> = {
  "src/protocol": {
    ours: [],
    packages: ["big.js", "lossless-json"],
    builtins: ["node:buffer", "node:crypto"],
  },
  "src/link": { ours: ["src/protocol"], packages: ["ws"] },
  "src/simulator": {
    ours: ["src/protocol/channels", "src/protocol/symbols"],
    packages: ["lossless-json", "ws"],
  },
  "src/runtime": {
    ours: ["src/link", "src/protocol", "src/simulator", "locales"],
    packages: ["hpagent", "node-red", "proxy-from-env", "ws"],
  },
  "src/recorder": {
    ours: ["src/runtime/connection", "src/runtime/texts", "src/link", "src/protocol"],
    packages: [],
  },
  "src/editor": { ours: ["src/protocol"], packages: [], builtins: [] },
  nodes: { ours: ["src/runtime", "src/link", "src/protocol"], packages: ["node-red"], builtins: [] },
};

/** The only place that knows that the exchange can be in this process. */
const DOOR_TO_SIMULATOR = "src/runtime/connection/simulated-exchange.ts";

const IMPORT = /\b(?:from|import|require)\b\s*\(?\s*"([^"]+)"/g;

interface Import {
  readonly file: string;
  /** The name of a package, or a path from the root of the project, without its extension. */
  readonly target: string;
  readonly isOurs: boolean;
}

describe("The architecture", () => {
  it("has a rule for every folder with sources", () => {
    const folders = readdirSync(join(ROOT, "src")).map((name) => `src/${name}`);
    assert.deepEqual([...folders, "nodes"].sort(), Object.keys(RULES).sort());
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

  it("uses every dependency of the package, and no other package", () => {
    const used = Object.keys(RULES).flatMap((folder) => importsOf(folder).filter(({ isOurs }) => !isOurs));
    const packages = used
      .map(({ target }) => target)
      .filter((name) => name !== "node-red" && !isBuiltin(name));
    assert.deepEqual([...new Set(packages)].sort(), Object.keys(PACKAGE.dependencies).sort());
  });
});

function importsOf(folder: string): Import[] {
  return sourcesIn(folder).flatMap((file) => {
    const source = readFileSync(join(ROOT, file), "utf8");
    return Array.from(source.matchAll(IMPORT), ([, name = ""]) => {
      const path = pathOf(name, file);
      return { file, target: path ?? name, isOurs: path !== undefined };
    });
  });
}

/** What the build makes belongs to the folder that declares its types. */
function pathOf(name: string, importer: string): string | undefined {
  if (name.startsWith("#")) return join(PACKAGE.imports[name].types.replace(/\.d\.ts$/, ""));
  return name.startsWith(".") ? join(dirname(importer), name) : undefined;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);
}

function isWithin(target: string, path: string): boolean {
  return target === path || target.startsWith(`${path}/`);
}
