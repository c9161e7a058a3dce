import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formOf } from "../../scripts/build/forms.mjs";
import { helpOf } from "../../scripts/build/help.mjs";
import { FILES, ROOT, read } from "./forms";

type Catalogue = { readonly [key: string]: string | Catalogue };

const SHARED = "@optionflow/node-red-coincall/coincall-connection:";
/** Written by the server, or by the form for a code of the server. */
const RUNTIME = ["status", "unchosen", "errors", "log", "trial", "simulator", "runtime"];

/** docs/contract.md, "`coincall-status`", as are the states; the reasons are the link's. */
const STATUS_PROPERTIES = [
  "endpoint",
  "state",
  "symbol",
  "reason",
  "since",
  "attempt",
  "retryIn",
  "subscriptions",
  "messagesPerSecond",
  "latency",
  "dropped",
];
/** docs/contract.md, "`coincall-alert`". */
const ALERT_PROPERTIES = [
  "state",
  "condition",
  "value",
  "level",
  "change",
  "since",
  "count",
  "acrossGap",
  "simulated",
];
const STATUS_STATES = ["idle", "connecting", "open", "waiting", "refused", "overdue", "recovered"];
const DROP_REASONS = [
  "unwanted",
  "unreadable",
  "binary",
  "duplicate",
  "late",
  "ambiguous",
  "overflow",
  "excess",
];

describe("The texts", () => {
  const used = new Map(FILES.map((file) => [file, new Set<string>()]));
  const use = (file: string, key: string) => used.get(file)?.add(key);

  for (const file of FILES) {
    for (const key of keysIn(formOf(file))) {
      if (key.startsWith(SHARED)) use("connection", key.slice(SHARED.length));
      else use(file, key);
    }
  }
  for (const key of keysInScripts(/(?:text|fullKey)\("([^"]+)"/g, (path) => !path.startsWith("alert/"))) {
    use("connection", key);
  }
  for (const key of keysInScripts(/alertText\("([^"]+)"/g, (path) => path.startsWith("alert/")))
    use("alert", key);

  for (const file of FILES) {
    it(`of coincall-${file} are there for every key in its form`, () => {
      const present = new Set(textsOf(file));
      assert.deepEqual(
        [...(used.get(file) ?? [])].filter((key) => !present.has(key)),
        [],
      );
    });

    it(`of coincall-${file} are all used`, () => {
      const unused = textsOf(file).filter((key) => !used.get(file)?.has(key));
      assert.deepEqual(
        unused.filter((key) => !RUNTIME.some((group) => key.startsWith(`${group}.`))),
        [],
      );
    });

    it(`of coincall-${file} include its help`, () => {
      assert.match(helpOf("en-US", file), new RegExp(`data-help-name="coincall-${file}"`));
    });
  }
});

describe("The help", () => {
  for (const file of FILES.filter((name) => !["connection", "status", "alert"].includes(name))) {
    it(`of coincall-${file} tells every control message, and what arrives with every message`, () => {
      const help = helpOf("en-US", file);
      for (const action of ["subscribe", "unsubscribe", "replace", "clear", "list"]) {
        assert.ok(help.includes(`<code>${action}</code>`), action);
      }
      for (const property of ["channel", "endpoint", "environment", "received", "sent", "resumed"]) {
        assert.ok(help.includes(`<dt>coincall.${property} `), property);
      }
      for (const part of ["Inputs", "Outputs", "Details", "References"])
        assert.ok(help.includes(`<h3>${part}</h3>`));
    });
  }

  it("of coincall-alert tells every order that it takes, and all that it says of an alert", () => {
    const help = helpOf("en-US", "alert");
    for (const word of ["arm", "disarm", "reset", "test", "list"]) {
      assert.ok(help.includes(`<code>${word}</code>`), word);
    }
    for (const property of ALERT_PROPERTIES) {
      assert.match(help, new RegExp(`<dt( class="optional")?>alert\\.${property} `), property);
    }
  });

  it("of coincall-status tells its question, every property, every state and every reason of a loss", () => {
    const help = helpOf("en-US", "status");
    assert.ok(help.includes("<code>get</code>"));
    for (const property of STATUS_PROPERTIES) {
      assert.match(help, new RegExp(`<dt( class="optional")?>payload\\.${property} `), property);
    }
    for (const word of [...STATUS_STATES, ...DROP_REASONS])
      assert.ok(help.includes(`<code>${word}</code>`), word);
  });
});

/** Keys of `data-i18n="key"`, `data-i18n="[title]key;[aria-label]key"`, `this._("key")` and of what a category is for. */
function keysIn(html: string): string[] {
  const attributes = [...html.matchAll(/data-i18n="([^"]+)"/g)].flatMap(([, keys = ""]) => keys.split(";"));
  const calls = [...html.matchAll(/(?:this\._\(|categoryDescription: )"([^"]+)"/g)].map(
    ([, key = ""]) => key,
  );
  return [...attributes.map((key) => key.replace(/^\[[a-z-]+\]/, "")), ...calls];
}

/** Those that a function is called with, and those of sentences about problems. */
function keysInScripts(called: RegExp, isMeant: (path: string) => boolean): string[] {
  const scripts = readdirSync(join(ROOT, "src/editor"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && isMeant(name),
  );
  const code = scripts.map((name) => read(`src/editor/${name}`)).join("\n");
  const direct = [...code.matchAll(called)].map(([, key = ""]) => key);
  const sentences = [...code.matchAll(/sentence: "([^"]+)"/g)].map(([, key = ""]) => `validation.${key}`);
  return [...direct, ...sentences];
}

function textsOf(file: string): string[] {
  return leaves(JSON.parse(read(`locales/en-US/${file}.json`)));
}

function leaves(catalogue: Catalogue, path = ""): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}`] : leaves(value, `${path}${key}.`),
  );
}
