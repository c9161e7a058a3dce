import assert from "node:assert/strict";
import english from "../../../locales/en-US/connection.json";
import { type Quotes, quotesOf } from "../../../src/market/quotes";
import { choose } from "../../../src/market/rolling/choose";
import { ROLLING_LIMITS } from "../../../src/market/rolling/names/limits";
import { parseRollingOption } from "../../../src/market/rolling/names/parse";
import { isProblem, type Problem } from "../../../src/market/rolling/problem";
import type { RollReason, Standing } from "../../../src/market/rolling/standing";
import { parseDay } from "../../../src/protocol/symbols/symbols";
import { at, listed, range } from "../../market/market";
import { ruleOf } from "../../market/rolling/choosing";
import { read } from "../documents";
import { codeIn, codesIn, type Row, tableIn } from "../tables";

const PAGE = read("docs/rolling-options.md");
const TEXTS: Readonly<Record<string, string>> = english.errors;
const STATUSES: Readonly<Record<string, string>> = english.unchosen;
const NOW = at("2026-11-23T12:00");

/** Complete by its type. */
const REASONS: Record<RollReason, true> = {
  start: true,
  expiry: true,
  money: true,
  delta: true,
  listed: true,
  asked: true,
};

describe("The page about rolling options", () => {
  const market = tableIn(PAGE, "What a name is now", "strikes from");
  const deltas = tableIn(PAGE, "What a name is now", "call");
  const listing = listed(
    Object.fromEntries(market.map((row) => [codeIn(row.expiry), range(...laddered(row))])),
  );

  /** What the page says of the chains, or, of all of them, another forward. */
  function quotesWith(other?: number): Quotes {
    return (_, expiry) => {
      const row = market.find((each) => parseDay(codeIn(each.expiry)) === expiry);
      const forward = [{ strike: 1, right: "call" as const, underlyingPrice: other ?? Number(row?.forward) }];
      return quotesOf(codeIn(row?.expiry) === "25DEC26" ? [...forward, ...deltas.flatMap(rowsOf)] : forward);
    };
  }

  it("lists its expiries on the days of the week that they are on", () => {
    for (const { expiry, on } of market) {
      const date = new Date(parseDay(codeIn(expiry)) ?? Number.NaN);
      assert.equal(date.toLocaleDateString("en-US", { weekday: "long", timeZone: "UTC" }), on);
    }
  });

  for (const row of tableIn(PAGE, "What a name is now", "is now")) {
    it(`says truly what ${codeIn(row.name)} is`, () => {
      const standing = choose(ruleOf(codeIn(row.name)), listing, quotesWith(), undefined, NOW);
      const { choice } = standing;
      assert.equal(choice ? `\`${choice.symbol}\`` : STATUSES[standing.problem?.reason ?? ""], row["is now"]);
      assert.equal(choice ? minuteOf(choice.rollsAt) : "", row["its expiry ends or rolls"]);
    });
  }

  it("says truly what a day makes of a name", () => {
    const rule = ruleOf("BTCUSD-W-ATM-C", { hold: 10 });
    let standing: Standing | undefined;
    for (const { at: moment = "", forward, "it is": option, because } of tableIn(
      PAGE,
      "When it changes",
      "at",
    )) {
      const now = at(moment.replace(" ", "T"));
      standing = choose(rule, listing, quotesWith(Number(forward)), standing, now);
      assert.equal(standing.choice?.symbol, codeIn(option), moment);
      assert.deepEqual(
        codesIn(because),
        standing.choice?.since === now ? [standing.choice.reason] : [],
        moment,
      );
    }
  });

  it("tells every reason for which an option follows another", () => {
    assert.deepEqual(
      tableIn(PAGE, "Why it rolls", "reason").map(({ reason }) => codeIn(reason)),
      Object.keys(REASONS),
    );
  });

  it("tells the limits of the numbers", () => {
    assert.deepEqual(
      tableIn(PAGE, "How a name is written", "number").map(({ from, to }) => [Number(from), Number(to)]),
      Object.values(ROLLING_LIMITS).map(({ minimum, maximum }) => [minimum, maximum]),
    );
  });

  for (const row of tableIn(PAGE, "How a name is written", "written")) {
    it(`says truly what is wrong with ${codeIn(row.written)}`, () => {
      const problem = parseRollingOption(codeIn(row.written));
      assert.ok(isProblem(problem));
      assert.equal(filled(problem), row["what is said"]);
    });
  }
});

function laddered(row: Row): [from: number, to: number, apart: number] {
  return [Number(row["strikes from"]), Number(row.to), Number(row.apart)];
}

function rowsOf({ strike, call, put }: Row) {
  return [
    { strike: Number(strike), right: "call" as const, delta: Number(call) },
    { strike: Number(strike), right: "put" as const, delta: Number(put) },
  ];
}

function minuteOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 16).replace("T", " ");
}

function filled({ reason, values }: Problem): string {
  return (TEXTS[reason] ?? "").replace(/__(\w+?)__/g, (_, name: string) => String(values[name]));
}
