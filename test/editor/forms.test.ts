import assert from "node:assert/strict";
import { formOf } from "../../scripts/build/forms.mjs";
import { definitionOf, FILES, read } from "./forms";

const COMMON = { name: "", connection: "" };
const SYMBOLS = { symbols: "", symbolsType: "str" };
const ROLLING = { follow: "money", hold: 10, rollBefore: 0 };
const ADVANCED = { overdue: 0, emit: "every", interval: 1000, numbers: "number", includeRaw: false };

/** docs/contract.md, "coincall-connection" and "Palette nodes": what a new node is made with. */
const CONTRACT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  connection: {
    name: "",
    environment: "simulator",
    url: "",
    protocol: "signed",
    signingParameter: "apiKey",
    heartbeatInterval: 10,
    heartbeatTimeout: 10,
    insecure: false,
    tls: "",
  },
  kline: {
    ...COMMON,
    endpoint: "futures",
    ...SYMBOLS,
    ...ROLLING,
    period: "m1",
    candles: "updates",
    past: 0,
    fill: true,
    value: "",
    ...ADVANCED,
  },
  "order-book": { ...COMMON, endpoint: "futures", ...SYMBOLS, ...ROLLING, depth: 100, ...ADVANCED },
  trades: {
    ...COMMON,
    endpoint: "futures",
    ...SYMBOLS,
    ...ROLLING,
    history: true,
    fill: true,
    tradeIds: false,
    ...ADVANCED,
  },
  "option-chain": {
    ...COMMON,
    ...SYMBOLS,
    expiry: "",
    strikes: 0,
    rollBefore: 0,
    output: "updates",
    ...ADVANCED,
  },
  greeks: { ...COMMON, ...SYMBOLS, ...ROLLING, value: "", ...ADVANCED },
  balance: { ...COMMON, value: "", ...ADVANCED },
  spot: { ...COMMON, endpoint: "futures", ...SYMBOLS, value: "", ...ADVANCED },
  status: { ...COMMON, notify: "changes", downFor: 60 },
  alert: {
    name: "",
    property: "payload.price",
    condition: "above",
    level: "",
    levelType: "num",
    level2: "",
    level2Type: "num",
    unit: "value",
    window: 3600,
    hysteresis: 0,
    for: 0,
    repeat: "each",
    cooldown: 0,
    quietFrom: "",
    quietTo: "",
    quiet: "hold",
    timeZone: "",
    text: "",
    language: "",
  },
};

/** What a saved node has that lacks the property, where a new one is made with another value. */
const LACKING: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  connection: { environment: "live" },
  kline: { endpoint: "options", fill: false },
  "order-book": { endpoint: "options" },
  trades: { endpoint: "options", fill: false },
};

describe("The forms", () => {
  for (const file of FILES) {
    describe(`of coincall-${file}`, () => {
      const { type, definition } = definitionOf(file);
      const prefix = file === "connection" ? "node-config-input" : "node-input";

      it("register the type that flows are saved with", () => {
        assert.equal(type, `coincall-${file}`);
      });

      it("have every property of the contract, with what a new node has, and no other", () => {
        const defaults = Object.entries(definition.defaults).map(([name, { value }]) => [name, value]);
        assert.deepEqual(Object.fromEntries(defaults), CONTRACT[file]);
      });

      it("know what a saved node means that lacks a property", () => {
        const lacking = Object.entries(definition.defaults).filter((each) => each[1].lacking !== undefined);
        assert.deepEqual(
          Object.fromEntries(lacking.map(([name, property]) => [name, property.lacking])),
          LACKING[file] ?? {},
        );
      });

      it("have one input for each property and credential", () => {
        const names = [...Object.keys(definition.defaults), ...Object.keys(definition.credentials ?? {})];
        const missing = names.filter((name) => formOf(file).split(` id="${prefix}-${name}"`).length !== 2);
        assert.deepEqual(missing, []);
      });

      it("give each select the default among its options", () => {
        for (const [, name = "", options = ""] of formOf(file).matchAll(
          /<select id="[a-z-]+-input-(\w+)">([\s\S]*?)<\/select>/g,
        )) {
          assert.match(options, new RegExp(`value="${definition.defaults[name]?.value}"`), name);
        }
      });

      it("name what every label is for", () => {
        const targets = [...formOf(file).matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
        assert.deepEqual(
          targets.filter((id) => !formOf(file).includes(` id="${id}"`)),
          [],
        );
      });

      it("take their colours from the editor's theme", () => {
        const styles = [...formOf(file).matchAll(/<style>([\s\S]*?)<\/style>|style="([^"]*)"/g)].join("\n");
        assert.doesNotMatch(styles, /#[0-9a-f]{3,8}\b|rgba?\(/i);
      });
    });
  }

  it("stand together in the palette, in one colour, each with one input and one output, alerts with two", () => {
    const files = FILES.filter((file) => file !== "connection");
    const definitions = files.map((file) => definitionOf(file).definition);
    for (const [index, { category, inputs, outputs }] of definitions.entries()) {
      const expected = { category: "Coincall", inputs: 1, outputs: files[index] === "alert" ? 2 : 1 };
      assert.deepEqual({ category, inputs, outputs }, expected);
    }
    assert.equal(new Set(definitions.map(({ color }) => color)).size, 1);
  });

  it("tell what their category is for, whichever of them Node-RED has first", () => {
    for (const file of FILES.filter((name) => name !== "connection")) {
      const { categoryDescription } = definitionOf(file).definition;
      assert.equal(categoryDescription, "@optionflow/node-red-coincall/coincall-connection:category", file);
    }
  });

  it("have an icon each, of the palette's shape", () => {
    const icons = FILES.filter((file) => file !== "connection").map(
      (file) => definitionOf(file).definition.icon,
    );
    assert.equal(new Set(icons).size, icons.length);
    for (const icon of icons) assert.match(read(`icons/${icon}`), /^<svg [^>]*width="40" height="60"/);
  });

  it("never get key and secret back from the server", () => {
    const { credentials } = definitionOf("connection").definition;
    assert.equal(credentials?.apiKey?.type, "password");
    assert.equal(credentials?.apiSecret?.type, "password");
  });

  it("load what they share with the first of them", () => {
    assert.ok(
      formOf("connection").startsWith('<script src="resources/@optionflow/node-red-coincall/editor.js">'),
    );
  });
});
