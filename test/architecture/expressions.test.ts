import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";
import { transformSync } from "esbuild";
import { ROOT } from "./sources";

/** Without a process of its own, as the others of this package are. */
const { checkSync }: typeof import("recheck") = require("recheck/lib/browser.js");

/** What people run, and what makes it. */
const FOLDERS = ["src", "nodes", "scripts", "examples", "dist/guards"];

interface Expression {
  readonly source: string;
  readonly flags: string;
}

interface Found extends Expression {
  readonly file: string;
}

/** A file's regular expressions, and whether it makes some only when it runs. */
interface Contents {
  readonly written: readonly Expression[];
  readonly makesOthers: boolean;
}

describe("The regular expressions", function () {
  // Some hundred of them, each looked at as the automaton that it is.
  this.timeout(120_000);

  it("are known to take too long by the judge of them all", () => {
    for (const [source, flags] of [
      ["\\/+$", ""],
      ["\\s*[\\r\\n]+\\s*", ""],
      ["^(a|a)*b$", "u"],
    ] as const) {
      assert.notEqual(growthOf({ source, flags }), "linear", source);
    }
  });

  it("take no more than linear time, whatever they are fed with", () => {
    const expressions = FOLDERS.flatMap(filesIn).flatMap(expressionsOf);
    assert.ok(expressions.length > 50, `only ${expressions.length} were found`);
    const distinct = new Map(expressions.map((each) => [`/${each.source}/${each.flags}`, each]));
    const slow = [...distinct].flatMap(([text, expression]) => {
      const growth = growthOf(expression);
      return growth === "linear" ? [] : [`${expression.file}: ${text} is ${growth}`];
    });
    assert.deepEqual(slow, []);
  });
});

/** `linear` for an expression that never takes longer than its text is long, else by how much it does. */
function growthOf({ source, flags }: Expression): string {
  const options = { timeout: null, maxNFASize: 1_000_000 } as const;
  const proven = checkSync(source, flags, { ...options, checker: "automaton" });
  // An automaton can't look ahead: such an expression is fed with what a search for its worst case finds.
  const verdict =
    proven.status === "unknown" ? checkSync(source, flags, { ...options, checker: "fuzz" }) : proven;
  if (verdict.status === "safe") return "linear";
  return verdict.status === "vulnerable" ? verdict.complexity.summary : `unknown: ${verdict.error.kind}`;
}

function expressionsOf(file: string): Found[] {
  const contents = scriptsIn(file).map(contentsOf);
  const written = contents.flatMap((each) => each.written);
  const made = contents.some(({ makesOthers }) => makesOthers) ? madeBy(file) : [];
  return [...written, ...made].map((expression) => ({ ...expression, file }));
}

interface FlowNode {
  readonly func?: string;
  readonly initialize?: string;
  readonly finalize?: string;
}

/** Code as plain JavaScript: of a source, of a form, of the functions in a flow. */
function scriptsIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  if (file.endsWith(".html")) {
    return [...text.matchAll(/<script type="text\/javascript">([\s\S]*?)<\/script>/g)].map(
      ([, code = ""]) => code,
    );
  }
  if (file.endsWith(".json")) {
    const nodes: FlowNode[] = JSON.parse(text);
    return nodes.flatMap(({ func, initialize, finalize }) =>
      [func, initialize, finalize].map((code = "") => `async function f() {${code}\n}`),
    );
  }
  return [file.endsWith(".ts") ? transformSync(text, { loader: "ts", target: "esnext" }).code : text];
}

function contentsOf(code: string): Contents {
  const written: Expression[] = [];
  let makesOthers = false;
  const tree = parse(code, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true });
  eachPart(tree, ({ regex, callee }) => {
    if (regex) written.push({ source: regex.pattern, flags: regex.flags });
    makesOthers ||= callee?.name === "RegExp";
  });
  return { written, makesOthers };
}

interface Part {
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

function eachPart(part: unknown, look: (part: Part) => void): void {
  if (typeof part !== "object" || part === null) return;
  look(part);
  for (const inner of Object.values(part)) eachPart(inner, look);
}

/** What a module makes as it is loaded. */
function madeBy(file: string): Expression[] {
  const made: Expression[] = [];
  const path = require.resolve(join(ROOT, file));
  const original = RegExp;
  delete require.cache[path];
  globalThis.RegExp = new Proxy(original, {
    construct(target, [source, flags]) {
      const expression = new target(source, flags);
      made.push({ source: expression.source, flags: expression.flags });
      return expression;
    },
  });
  try {
    require(path);
  } finally {
    globalThis.RegExp = original;
  }
  assert.notEqual(made.length, 0, `${file} makes expressions only when it is used: write them as literals`);
  return made;
}

function filesIn(folder: string): string[] {
  const code = folder === "examples" ? /\.json$/ : /\.(?:ts|js|cjs|mjs|html)$/;
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => code.test(name) && !name.endsWith(".d.ts") && !name.includes("node_modules"))
    .map((name) => `${folder}/${name}`);
}
