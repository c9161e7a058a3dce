import assert from "node:assert/strict";
import { mayRoll } from "../../../src/editor/rolling/takes";

const rolls = (properties: Readonly<Record<string, string>>) =>
  mayRoll((name) => ({ type: "coincall-greeks", symbolsType: "str", ...properties })[name] ?? "");

describe("How a node follows the market can be set", () => {
  it("where a rolling name is among its symbols", () => {
    assert.ok(rolls({ symbols: "BTCUSD-27DEC26-100000-C, btc-w-atm-c" }));
    assert.ok(!rolls({ symbols: "BTCUSD-27DEC26-100000-C" }));
    assert.ok(!rolls({ symbols: "" }));
  });

  it("where a variable holds its symbols", () => {
    assert.ok(rolls({ symbols: "watched", symbolsType: "flow" }));
    assert.ok(rolls({ symbols: ["$", "{WATCHED}"].join("") }));
  });

  it("not where nothing rolls: of futures and of prices", () => {
    assert.ok(!rolls({ type: "coincall-kline", endpoint: "futures", symbols: "BTCUSD-W-ATM-C" }));
    assert.ok(!rolls({ type: "coincall-spot", symbols: "watched", symbolsType: "flow" }));
  });

  it("of a chain where its expiry rolls", () => {
    const chain = { type: "coincall-option-chain", symbols: "BTCUSD" };
    for (const expiry of ["W", "30dte", ["$", "{EXPIRY}"].join("")])
      assert.ok(rolls({ ...chain, expiry }), expiry);
    for (const expiry of ["", "27DEC26", "2026-12-27"]) assert.ok(!rolls({ ...chain, expiry }), expiry);
  });
});
