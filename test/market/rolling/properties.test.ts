import assert from "node:assert/strict";
import fc from "fast-check";
import { isListed, listingOf } from "../../../src/market/listing";
import { choose } from "../../../src/market/rolling/choose";
import type { OptionRule } from "../../../src/market/rolling/rule";
import type { Choice, Standing } from "../../../src/market/rolling/standing";
import { chainsNeeded, nextMoment } from "../../../src/market/rolling/watching";
import { formatDay } from "../../../src/protocol/symbols/symbols";
import { at, day, options, quotesAt, range } from "../market";
import { ruleOf } from "./choosing";

/** What holds of every choice, whatever the market does. */

const NOON = at("2026-11-23T12:00");
const DAYS = ["24NOV26", "25NOV26", "27NOV26", "4DEC26", "25DEC26", "29JAN27", "26MAR27"];
const LADDER = range(60_000, 100_000, 1000);
const SECOND = 1000;

const expiries = fc.constantFrom("NEXT", "NEXT+1", "W", "W+1", "M", "Q", "0DTE", "7DTE", "30DTE", "4DEC26");
const strikes = fc.oneof(
  fc.constantFrom("ATM", "25D", "10D", "50D", "75D", "100%", "105%", "90%"),
  fc
    .integer({ min: -12, max: 12 })
    .map((steps) => (steps === 0 ? "ATM" : `ATM${steps > 0 ? "+" : ""}${steps}`)),
);
const rights = fc.constantFrom("C", "P");
const hold = fc.constantFrom(0, 1, 10, 60);
const follow = fc.constantFrom("money" as const, "expiry" as const);
const rollBefore = fc.constantFrom(0, 0, 2, 48);
const rules = fc
  .tuple(expiries, strikes, rights, hold, follow, rollBefore)
  .map(([expiry, strike, right, seconds, following, hours]) =>
    ruleOf(`BTCUSD-${expiry}-${strike}-${right}`, { hold: seconds, follow: following, rollBefore: hours }),
  );
const forwards = fc.integer({ min: 62_000, max: 98_000 });

/** A list with some of the days and strikes. */
const instruments = fc
  .tuple(fc.subarray(DAYS, { minLength: 1 }), fc.subarray(LADDER, { minLength: 3 }))
  .map(([days, ladder]) => days.flatMap((name) => options(day(name), ladder)));

/** What is seen after some seconds: another list, another forward, or nothing. */
const looks = fc.array(
  fc.record({
    after: fc.constantFrom(0, 500, SECOND, 5 * SECOND, 20 * SECOND, 6 * 3_600_000),
    forward: fc.option(forwards, { freq: 8, nil: undefined }),
    list: fc.option(instruments, { freq: 1, nil: undefined }),
    isKnown: fc.constantFrom(true, true, true, true, false),
    asked: fc.constantFrom(false, false, false, false, true),
  }),
  { minLength: 1, maxLength: 30 },
);

interface Seen {
  readonly standing: Standing;
  readonly now: number;
  readonly listing: ReturnType<typeof listingOf> | undefined;
  readonly asked: boolean;
}

type Looks = typeof looks extends fc.Arbitrary<infer Value> ? Value : never;

/** All that a rule becomes over these looks. */
function played(rule: OptionRule, start: ReturnType<typeof options>, seen: Looks): Seen[] {
  let now = NOON;
  let list = start;
  let standing: Standing | undefined;
  return seen.map(({ after, forward, list: other, isKnown, asked }) => {
    now += after;
    list = other ?? list;
    const known = listingOf(list);
    const listing = isKnown ? known : undefined;
    const quotes = forward === undefined ? () => undefined : quotesAt(known, forward, now);
    standing = choose(rule, listing, quotes, standing, now, asked);
    return { standing, now, listing, asked };
  });
}

function changesIn(seen: readonly Seen[]): Choice[] {
  const choices = seen.flatMap(({ standing }) => standing.choice ?? []);
  return choices.filter(({ since, symbol }, index) => {
    const before = choices[index - 1];
    return before?.since !== since || before.symbol !== symbol;
  });
}

describe("A choice, whatever the market does", () => {
  it("is listed and lives, of the rule's right, and told with when it will roll", () => {
    fc.assert(
      fc.property(rules, instruments, looks, (rule, list, drawn) => {
        for (const { standing, now, listing } of played(rule, list, drawn)) {
          const { choice, left, problem } = standing;
          assert.ok(choice || problem);
          assert.ok(!(choice && left));
          if (!choice) continue;
          assert.equal(choice.right, rule.right);
          assert.ok(choice.expiry > now);
          assert.ok(choice.since <= now);
          if (listing) assert.ok(isListed(listing, { ...choice, underlying: rule.underlying }));
          if (listing && !problem) assert.ok(choice.rollsAt > now);
        }
      }),
    );
  });

  it("is the same for the same arguments, and of a list in any order", () => {
    fc.assert(
      fc.property(rules, instruments, looks, fc.infiniteStream(fc.nat()), (rule, list, drawn, order) => {
        const shuffle = <Each>(items: readonly Each[]): Each[] =>
          items
            .map((item) => [order.next().value as number, item] as const)
            .sort(([one], [other]) => one - other)
            .map(([, item]) => item);
        const shuffled = drawn.map((look) => ({
          ...look,
          ...(look.list ? { list: shuffle(look.list) } : {}),
        }));
        const standings = (seen: readonly Seen[]) => seen.map(({ standing }) => standing);
        const once = standings(played(rule, list, drawn));
        assert.deepEqual(standings(played(rule, shuffle(list), shuffled as Looks)), once);
      }),
    );
  });

  it("does not change when it is looked at again", () => {
    fc.assert(
      fc.property(rules, instruments, looks, forwards, (rule, list, drawn, forward) => {
        const last = played(rule, list, drawn).at(-1);
        assert.ok(last);
        const listing = listingOf(list);
        const quotes = quotesAt(listing, forward, last.now);
        const once = choose(rule, listing, quotes, last.standing, last.now);
        const again = choose(rule, listing, quotes, once, last.now);
        assert.deepEqual(again.choice, once.choice);
      }),
    );
  });

  it("changes for the market's sake once in the time that it is to hold, at most", () => {
    fc.assert(
      fc.property(rules, instruments, looks, (rule, list, drawn) => {
        // Who asks, and what the list loses, waits for nothing.
        const unforced = drawn.map((look) => ({ ...look, list: undefined, asked: false }));
        const changes = changesIn(played(rule, list, unforced));
        for (const [index, choice] of changes.entries()) {
          const before = changes[index - 1];
          const moved = choice.reason === "money" || choice.reason === "delta";
          // One that comes back onto the ladder had left it, which took as long.
          if (before && moved) assert.ok(choice.since - before.since >= rule.hold * SECOND);
          if (before && rule.follow === "expiry") assert.ok(!moved);
        }
      }),
    );
  });

  it("says what it was before, and has a reason that fits", () => {
    fc.assert(
      fc.property(rules, instruments, looks, (rule, list, drawn) => {
        const changes = changesIn(played(rule, list, drawn));
        for (const [index, { from, reason, expiry, symbol }] of changes.entries()) {
          const before = changes[index - 1];
          assert.equal(from, before?.symbol);
          assert.equal(reason === "start", before === undefined);
          if (reason === "expiry") assert.notEqual(expiry, before?.expiry);
          if (reason === "money" || reason === "delta") assert.equal(expiry, before?.expiry);
          if (reason === "asked") assert.notEqual(symbol, before?.symbol);
        }
      }),
    );
  });

  it("needs no more chains than it names, and its next moment is to come", () => {
    fc.assert(
      fc.property(rules, instruments, looks, (rule, list, drawn) => {
        for (const { standing, now, listing } of played(rule, list, drawn)) {
          const moment = nextMoment(rule, listing, standing, now);
          assert.ok(moment === undefined || moment > now);
          const needed = chainsNeeded(rule, listing, standing, now);
          assert.ok(needed.every((expiry) => expiry > now));
          if (!listing) continue;
          const quotes = quotesAt(listing, 80_300, now);
          const only: typeof quotes = (underlying, expiry) =>
            needed.includes(expiry) ? quotes(underlying, expiry) : undefined;
          assert.equal(
            choose(rule, listing, only, standing, now).choice?.symbol,
            choose(rule, listing, quotes, standing, now).choice?.symbol,
          );
        }
      }),
    );
  });

  it("does not change by time alone before its next moment", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(rules, instruments, looks, forwards, share, (rule, list, drawn, forward, part) => {
        const seen = played(rule, list, drawn).at(-1);
        assert.ok(seen);
        const listing = listingOf(list);
        // The quotes of one moment: deltas that move with time are no time alone.
        const quotes = quotesAt(listing, forward, seen.now);
        const now = choose(rule, listing, quotes, seen.standing, seen.now);
        const moment = nextMoment(rule, listing, now, seen.now) ?? seen.now + 1e9;
        const before = Math.min(seen.now + Math.floor(part * (moment - seen.now)), moment - 1);
        const later = choose(rule, listing, quotes, now, before);
        assert.deepEqual(later.choice, now.choice);
        assert.deepEqual(
          chainsNeeded(rule, listing, now, before),
          chainsNeeded(rule, listing, now, seen.now),
        );
      }),
    );
  });
});

describe("A first choice", () => {
  const chosen = (name: string, list: ReturnType<typeof options>, forward: number, volatility?: number) => {
    const listing = listingOf(list);
    return choose(ruleOf(name), listing, quotesAt(listing, forward, NOON, volatility), undefined, NOON)
      .choice;
  };

  it("ATM+n is n listed strikes from ATM", () => {
    fc.assert(
      fc.property(
        instruments,
        forwards,
        fc.integer({ min: 1, max: 12 }),
        rights,
        (list, forward, n, right) => {
          const ladder = [...new Set(list.map(({ strike = 0 }) => strike))];
          const middle = ladder.indexOf(chosen(`BTCUSD-NEXT-ATM-${right}`, list, forward)?.strike ?? 0);
          assert.ok(middle >= 0);
          assert.equal(chosen(`BTCUSD-NEXT-ATM+${n}-${right}`, list, forward)?.strike, ladder[middle + n]);
          assert.equal(chosen(`BTCUSD-NEXT-ATM-${n}-${right}`, list, forward)?.strike, ladder[middle - n]);
        },
      ),
    );
  });

  it("ATM is nearest to the forward, and 105% to 1.05 of it", () => {
    fc.assert(
      fc.property(instruments, forwards, fc.constantFrom(100, 105, 90, 97.5), (list, forward, percent) => {
        const ladder = [...new Set(list.map(({ strike = 0 }) => strike))];
        const nearestTo = (price: number) => Math.min(...ladder.map((strike) => Math.abs(strike - price)));
        const money = chosen("BTCUSD-NEXT-ATM-C", list, forward)?.strike ?? 0;
        assert.equal(Math.abs(money - forward), nearestTo(forward));
        const price = (forward * percent) / 100;
        const share = chosen(`BTCUSD-NEXT-${percent}%-C`, list, forward);
        if (share) assert.equal(Math.abs(share.strike - price), nearestTo(price));
      }),
    );
  });

  it("25D of a call is above the forward, and that of a put below it", () => {
    const dense = range(40_000, 160_000, 500);
    const volatility = fc.double({ min: 0.2, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...DAYS), forwards, volatility, (name, forward, sigma) => {
        const list = options(day(name), dense);
        const call = chosen("BTCUSD-NEXT-25D-C", list, forward, sigma);
        const put = chosen("BTCUSD-NEXT-25D-P", list, forward, sigma);
        assert.ok(call && call.strike > forward, `${call?.strike} ${forward}`);
        assert.ok(put && put.strike < forward, `${put?.strike} ${forward}`);
      }),
    );
  });

  it("has the delta that is nearest in size", () => {
    fc.assert(
      fc.property(forwards, fc.integer({ min: 5, max: 95 }), rights, (forward, hundredths, right) => {
        const list = options(day("27NOV26"), LADDER);
        const listing = listingOf(list);
        const name = `BTCUSD-W-${hundredths}D-${right}`;
        const { choice } = choose(ruleOf(name), listing, quotesAt(listing, forward, NOON), undefined, NOON);
        if (!choice) return;
        const { [right === "C" ? "call" : "put"]: quotes } =
          quotesAt(listing, forward, NOON)("BTCUSD", day("27NOV26")) ?? {};
        const distances = [...(quotes?.values() ?? [])].map(({ delta = 9 }) =>
          Math.abs(Math.abs(delta) - hundredths / 100),
        );
        const own = Math.abs(Math.abs(choice.delta ?? 9) - hundredths / 100);
        assert.ok(own <= Math.min(...distances) + 1e-9);
      }),
    );
  });

  it("is the same with one more strike that is far away", () => {
    const far = fc.constantFrom(1, 1000, 10_000, 400_000, 5_000_000);
    fc.assert(
      fc.property(expiries, strikes, rights, forwards, far, (expiry, strike, right, forward, more) => {
        const name = `BTCUSD-${expiry}-${strike}-${right}`;
        const list = DAYS.flatMap((each) => options(day(each), LADDER));
        const before = chosen(name, list, forward);
        // Where the ladder ended before it there was none, and one can be there now.
        if (!before) return;
        const expanded = [...list, ...DAYS.flatMap((each) => options(day(each), [more]))];
        assert.equal(chosen(name, expanded, forward)?.symbol, before.symbol);
      }),
    );
  });
});

describe("A forward that trembles around the middle of two strikes", () => {
  it("changes nothing, at whatever moments it is seen", () => {
    const trembling = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -100, max: 100 })),
      { minLength: 1, maxLength: 60 },
    );
    const below = fc.constantFrom(...LADDER.slice(2, -3));
    const from = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(below, from, trembling, hold, rights, (strike, start, moves, seconds, right) => {
        const rule = ruleOf(`BTCUSD-4DEC26-ATM-${right}`, { hold: seconds });
        const listing = listingOf(options(day("4DEC26"), LADDER));
        const middle = strike + 500;
        let now = NOON;
        let standing = choose(rule, listing, quotesAt(listing, middle + start, now), undefined, now);
        const first = standing.choice;
        assert.equal(formatDay(first?.expiry ?? 0), "4DEC26");
        for (const [after, move] of moves) {
          now += after;
          standing = choose(rule, listing, quotesAt(listing, middle + move, now), standing, now);
        }
        assert.deepEqual(standing.choice, first);
      }),
    );
  });
});
