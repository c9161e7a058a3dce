import assert from "node:assert/strict";
import { connectionLabel, watchLabel } from "../../src/editor/labels";

function node(paletteLabel: string, properties: object, defaults: Record<string, { value: unknown }> = {}) {
  return { ...properties, _def: { category: "Coincall", paletteLabel: () => paletteLabel, defaults } };
}

describe("A node's label", () => {
  it("says what the node watches", () => {
    const greeks = node("greeks", { symbols: "btcusd-27DEC26-100000-C, A1, B2", symbolsType: "str" });
    assert.equal(watchLabel(greeks), "greeks BTCUSD-27DEC26-100000-C +2");
    assert.equal(watchLabel(node("balance", {})), "balance");
  });

  it("has the period of candles and the expiry of a chain", () => {
    assert.equal(watchLabel(node("candles", { symbols: "BTCUSD", period: "h1" })), "candles BTCUSD h1");
    assert.equal(
      watchLabel(node("candles", { symbols: "BTCUSD" }, { period: { value: "m1" } })),
      "candles BTCUSD m1",
    );
    const chain = { symbols: "BTCUSD", expiry: "27DEC26" };
    assert.equal(watchLabel(node("option chain", chain)), "option chain BTCUSD 27DEC26");
  });

  it("names the variable that holds the symbols", () => {
    assert.equal(
      watchLabel(node("price", { symbols: "watched", symbolsType: "flow" })),
      "price flow.watched",
    );
    assert.equal(watchLabel(node("price", { symbols: "WATCHED", symbolsType: "env" })), `price \${WATCHED}`);
  });

  it("leaves the name of an environment variable as it is written", () => {
    assert.equal(
      watchLabel(node("price", { symbols: `\${Watched}`, symbolsType: "str" })),
      `price \${Watched}`,
    );
  });

  it("says where a connection leads, in the words of its form", () => {
    assert.equal(labelOf({ environment: "simulator" }), "<environment.simulator>");
    assert.equal(labelOf({}), "<environment.live>");
  });

  it("tells connections to addresses of one's own apart, and shows no key that was pasted with one", () => {
    const url = "wss://key:secret@feed.example:9000/options?apiKey=KEY";
    assert.equal(labelOf({ environment: "custom", url }), "feed.example:9000");
    assert.equal(labelOf({ environment: "custom", url: "" }), "<environment.custom>");
  });

  it("has whatever else was saved as it stands", () => {
    assert.equal(labelOf({ environment: `\${WHERE}` }), `\${WHERE}`);
  });
});

/** The label of a connection, with the key of each text in its place. */
function labelOf(properties: object): string {
  const catalogue = (key: string) => `<${key.split(":")[1]}>`;
  Object.assign(globalThis, { RED: { _: catalogue } });
  try {
    return connectionLabel(node("Coincall", properties, { environment: { value: "live" } }));
  } finally {
    Reflect.deleteProperty(globalThis, "RED");
  }
}
