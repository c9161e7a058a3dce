import assert from "node:assert/strict";
import { isListed, listingOf } from "../../src/market/listing";
import { instrumentOf } from "../../src/protocol/symbols/instruments";
import { day } from "./market";

const instruments = (...symbols: string[]) => symbols.flatMap((symbol) => instrumentOf(symbol) ?? []);

describe("What is listed", () => {
  const listing = listingOf(
    instruments(
      "BTCUSD-4DEC26-81000-C",
      "BTCUSD-27NOV26-82000-C",
      "BTCUSD",
      "BTCUSD-27NOV26-9000-C",
      "BTCUSD-27NOV26-81000-P",
      "HYPEUSD-27NOV26-30.0-C",
    ),
  );

  it("is in order: chains by their days, strikes by their size", () => {
    const chains = listing.get("BTCUSD") ?? [];
    assert.deepEqual(
      chains.map(({ expiry, classes }) => [expiry, classes]),
      [
        [day("27NOV26"), ["week", "month"]],
        [day("4DEC26"), ["week"]],
      ],
    );
    assert.deepEqual(chains[0]?.ladders, {
      call: [
        { strike: 9000, symbol: "BTCUSD-27NOV26-9000-C" },
        { strike: 82_000, symbol: "BTCUSD-27NOV26-82000-C" },
      ],
      put: [{ strike: 81_000, symbol: "BTCUSD-27NOV26-81000-P" }],
    });
  });

  it("has no chain of what never expires, nor of an underlying without options", () => {
    assert.deepEqual([...listing.keys()], ["BTCUSD", "HYPEUSD"]);
    assert.equal(listingOf(instruments("BTCUSD")).size, 0);
  });

  it("has an option once, however often it is written, the same one in any order", () => {
    const spellings = instruments("HYPEUSD-27NOV26-30.0-C", "HYPEUSD-27NOV26-30-C");
    const once = [{ strike: 30, symbol: "HYPEUSD-27NOV26-30-C" }];
    assert.deepEqual(listingOf(spellings).get("HYPEUSD")?.[0]?.ladders.call, once);
    assert.deepEqual(listingOf(spellings.reverse()).get("HYPEUSD")?.[0]?.ladders.call, once);
  });

  it("has the options that it was made of, spelt as they were", () => {
    const option = { underlying: "HYPEUSD", expiry: day("27NOV26"), strike: 30, right: "call" } as const;
    assert.ok(isListed(listing, { ...option, symbol: "HYPEUSD-27NOV26-30.0-C" }));
    for (const other of [
      { ...option, symbol: "HYPEUSD-27NOV26-30-C" },
      { ...option, symbol: "HYPEUSD-27NOV26-30.0-C", right: "put" as const },
      { ...option, symbol: "HYPEUSD-27NOV26-30.0-C", expiry: day("4DEC26") },
      { ...option, symbol: "HYPEUSD-27NOV26-30.0-C", underlying: "ETHUSD" },
    ]) {
      assert.ok(!isListed(listing, other));
    }
  });
});
