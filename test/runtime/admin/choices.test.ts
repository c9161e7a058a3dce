import assert from "node:assert/strict";
import { listingOf } from "../../../src/market/listing";
import { type ChainQuotes, quotesOf } from "../../../src/market/quotes";
import type { Choice } from "../../../src/market/rolling/standing";
import { instrumentOf } from "../../../src/protocol/symbols/instruments";
import { type ChoiceMarket, choicesNow, followingIn, namesIn } from "../../../src/runtime/admin/choices";

const NOW = Date.UTC(2026, 10, 23, 12);
const FOLLOWING = { follow: "money", hold: 10, rollBefore: 0 } as const;
const LISTED = ["27NOV26", "4DEC26"].flatMap((day) =>
  ["80000", "81000", "82000"].flatMap((strike) => instrumentOf(`BTCUSD-${day}-${strike}-C`) ?? []),
);

const friday = Date.UTC(2026, 10, 27, 8);
const nextFriday = Date.UTC(2026, 11, 4, 8);

/** A market that notes what it is asked for. */
class Market implements ChoiceMarket {
  readonly asked: string[] = [];
  readonly #chain: () => ChainQuotes;

  constructor(
    chain: () => ChainQuotes = () => quotesOf([row(80_000, 0.7), row(81_000, 0.52), row(82_000, 0.3)]),
  ) {
    this.#chain = chain;
  }

  async listing() {
    this.asked.push("listing");
    return listingOf(LISTED);
  }

  async chain(underlying: string, expiry: number) {
    this.asked.push(`${underlying} ${new Date(expiry).toISOString()}`);
    return this.#chain();
  }

  async now() {
    return NOW;
  }
}

function row(strike: number, delta: number) {
  return { strike, right: "call", delta, underlyingPrice: 81_100, timestamp: NOW } as const;
}

const nothingRuns = () => undefined;

describe("What a rolling name is now, for a form,", () => {
  it("is what the list and the chain of its expiry say", async () => {
    const market = new Market();
    const [choice] = await choicesNow(["BTC-W-ATM-C"], FOLLOWING, market, nothingRuns);
    assert.deepEqual(choice, {
      symbol: "BTCUSD-27NOV26-81000-C",
      forward: 81_100,
      delta: 0.52,
      rollsAt: friday,
    });
    assert.deepEqual(market.asked, ["listing", "BTCUSD 2026-11-27T08:00:00.000Z"]);
  });

  it("needs no chain where the name says the strike", async () => {
    const market = new Market();
    const [choice] = await choicesNow(["BTCUSD-W-82000-C"], FOLLOWING, market, nothingRuns);
    assert.deepEqual(choice, { symbol: "BTCUSD-27NOV26-82000-C", rollsAt: friday });
    assert.deepEqual(market.asked, ["listing"]);
  });

  it("is told by what its form says of when it rolls", async () => {
    const [choice] = await choicesNow(
      ["BTCUSD-W-ATM-C"],
      { ...FOLLOWING, rollBefore: 96 },
      new Market(),
      nothingRuns,
    );
    assert.deepEqual(choice && "symbol" in choice && [choice.symbol, choice.rollsAt], [
      "BTCUSD-4DEC26-81000-C",
      nextFriday - 96 * 3_600_000,
    ]);
  });

  it("is what a running node has chosen, and the exchange is asked for the others only", async () => {
    const market = new Market();
    const held: Choice = {
      symbol: "BTCUSD-27NOV26-80000-C",
      expiry: friday,
      strike: 80_000,
      right: "call",
      reason: "start",
      since: NOW,
      rollsAt: friday,
    };
    const live = ({ strike }: { strike: { kind: string } }) =>
      strike.kind === "money" ? { choice: held } : undefined;
    const found = await choicesNow(["BTCUSD-W-ATM-C"], FOLLOWING, market, live);
    assert.deepEqual(found, [{ symbol: held.symbol, rollsAt: friday }]);
    assert.deepEqual(market.asked, []);
    const [, byDelta] = await choicesNow(["BTCUSD-W-ATM-C", "BTCUSD-W-30D-C"], FOLLOWING, market, live);
    assert.deepEqual(byDelta && "symbol" in byDelta && byDelta.symbol, "BTCUSD-27NOV26-82000-C");
  });

  it("is looked for as if nothing ran while the node has not begun to choose", async () => {
    const [choice] = await choicesNow(["BTCUSD-W-ATM-C"], FOLLOWING, new Market(), () => ({}));
    assert.deepEqual(choice && "symbol" in choice && choice.symbol, "BTCUSD-27NOV26-81000-C");
  });

  it("is a problem where nothing can be chosen, in a code and values", async () => {
    const market = new Market();
    const found = await choicesNow(
      ["ETHUSD-W-ATM-C", "BTCUSD-Q-ATM-C", "BTCUSD-W-200%-C"],
      FOLLOWING,
      market,
      nothingRuns,
    );
    assert.deepEqual(
      found.map((each) => "problem" in each && each.problem.reason),
      ["rollingUnderlyingUnlisted", "rollingExpiryUnlisted", "rollingStrikeTooFar"],
    );
  });

  it("is a problem, and no error, where the chain can't be had", async () => {
    const market = new Market(() => assert.fail("No answer."));
    const [choice] = await choicesNow(["BTCUSD-W-ATM-C"], FOLLOWING, market, nothingRuns);
    assert.deepEqual(choice, {
      problem: { reason: "rollingForwardMissing", values: { chain: "BTCUSD-27NOV26", strike: "ATM" } },
    });
  });

  it("is not asked of the exchange where it is no rolling name", async () => {
    const market = new Market();
    const found = await choicesNow(
      ["BTCUSD-W-ATM-X", "BTCUSD-27NOV26-81000-C"],
      FOLLOWING,
      market,
      nothingRuns,
    );
    assert.deepEqual(
      found.map((each) => "problem" in each && each.problem.reason),
      ["rollingRightUnknown", "rollingNot"],
    );
    assert.deepEqual(market.asked, []);
  });
});

describe("A form that asks what rolling names are", () => {
  it("names them in one text or in several, twenty at most", () => {
    assert.deepEqual(namesIn({ symbol: "btc-w-atm-c, btc-m-atm-c" }), ["BTC-W-ATM-C", "BTC-M-ATM-C"]);
    assert.deepEqual(namesIn({ symbol: ["btc-w-atm-c", "btc-m-atm-c"] }), ["BTC-W-ATM-C", "BTC-M-ATM-C"]);
    const many = Array.from({ length: 21 }, (_, index) => `BTC-W+${index + 1}-ATM-C`);
    assert.equal(namesIn({ symbol: many.slice(1).join() }).length, 20);
    assert.throws(() => namesIn({ symbol: many.join() }), { code: "COINCALL_INPUT", reason: "namesTooMany" });
    for (const symbol of [undefined, { toString: "x" }, [{ toString: "x" }], 5]) {
      assert.deepEqual(namesIn({ symbol }), []);
    }
  });

  it("says how they are followed within the limits of the properties, or nothing", () => {
    assert.deepEqual(followingIn({}), FOLLOWING);
    assert.deepEqual(followingIn({ follow: "expiry", hold: "0", rollBefore: "2.5" }), {
      follow: "expiry",
      hold: 0,
      rollBefore: 2.5,
    });
    assert.throws(() => followingIn({ rollBefore: "721" }), { reason: "notBetween" });
    assert.throws(() => followingIn({ follow: "me" }), { reason: "notOneOf" });
  });
});
