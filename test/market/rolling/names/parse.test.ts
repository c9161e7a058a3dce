import assert from "node:assert/strict";
import fc from "fast-check";
import { formatRollingChain, formatRollingOption } from "../../../../src/market/rolling/names/format";
import {
  parseRollingChain,
  parseRollingExpiry,
  parseRollingOption,
} from "../../../../src/market/rolling/names/parse";
import { isProblem } from "../../../../src/market/rolling/problem";
import type { ExpiryRule, RollingOption, StrikeRule } from "../../../../src/market/rolling/rule";
import { formatChain, formatOption, isSymbol } from "../../../../src/protocol/symbols/symbols";
import { day } from "../../market";

const call = (expiry: ExpiryRule, strike: StrikeRule, underlying = "BTCUSD"): RollingOption => ({
  underlying,
  expiry,
  strike,
  right: "call",
});
const ATM: StrikeRule = { kind: "money", steps: 0 };
const WEEK: ExpiryRule = { kind: "week", after: 0 };

describe("A rolling option's name", () => {
  const read: Readonly<Record<string, RollingOption>> = {
    "BTCUSD-W-ATM-C": call(WEEK, ATM),
    "BTCUSD-30DTE-25D-P": {
      ...call({ kind: "days", days: 30 }, { kind: "delta", hundredths: 25 }),
      right: "put",
    },
    "ETHUSD-NEXT-ATM+2-C": call({ kind: "next", after: 0 }, { kind: "money", steps: 2 }, "ETHUSD"),
    "BTCUSD-M+1-105%-C": call({ kind: "month", after: 1 }, { kind: "share", percent: 105 }),
    "BTCUSD-27DEC26-ATM-P": { ...call({ kind: "day", expiry: day("27DEC26") }, ATM), right: "put" },
    "BTCUSD-Q-100000-C": call({ kind: "quarter", after: 0 }, { kind: "strike", strike: 100_000 }),
    "BTCUSD-NEXT+50-ATM-200-C": call({ kind: "next", after: 50 }, { kind: "money", steps: -200 }),
    "BTCUSD-0DTE-1D-C": call({ kind: "days", days: 0 }, { kind: "delta", hundredths: 1 }),
    "BTCUSD-1000DTE-99D-C": call({ kind: "days", days: 1000 }, { kind: "delta", hundredths: 99 }),
    "BTCUSD-W-12.5D-C": call(WEEK, { kind: "delta", hundredths: 12.5 }),
    "BTCUSD-W-102.25%-C": call(WEEK, { kind: "share", percent: 102.25 }),
    "XRPUSD-W-0.625-C": call(WEEK, { kind: "strike", strike: 0.625 }, "XRPUSD"),
    "1000PEPEUSD-W-0.000000000001-C": call(WEEK, { kind: "strike", strike: 1e-12 }, "1000PEPEUSD"),
  };
  for (const [name, rule] of Object.entries(read)) {
    it(`is ${name}, and is written like that again`, () => {
      assert.deepEqual(parseRollingOption(name), rule);
      assert.equal(formatRollingOption(rule), name);
    });
  }

  const spellings: Readonly<Record<string, string>> = {
    "BTC-W-ATM-C": "BTCUSD-W-ATM-C",
    "BTCUSDT-W-ATM-C": "BTCUSDT-W-ATM-C",
    "  btcusd-w+1-atm-2-p\n": "BTCUSD-W+1-ATM-2-P",
    "eth-30dte-25d-p": "ETHUSD-30DTE-25D-P",
    "BTCUSD-W+01-ATM+002-C": "BTCUSD-W+1-ATM+2-C",
    "BTCUSD-W-25.50D-C": "BTCUSD-W-25.5D-C",
    "HYPEUSD-Q-30.0-C": "HYPEUSD-Q-30-C",
    "BTCUSD-07DEC26-ATM-C": "BTCUSD-7DEC26-ATM-C",
  };
  for (const [text, name] of Object.entries(spellings)) {
    it(`is the same when it is written as ${JSON.stringify(text)}`, () => {
      const rule = parseRollingOption(text);
      assert.ok(!isProblem(rule));
      assert.equal(formatRollingOption(rule), name);
    });
  }
});

describe("A wrong rolling name says what is wrong with it", () => {
  const number = (word: string, minimum: number, maximum: number) => ({ word, minimum, maximum });
  const cases: readonly (readonly [name: string, reason: string, values?: object])[] = [
    ["BTCUSD-W+X-ATM-C", "rollingNumberMissing", { word: "W+X", sign: "+" }],
    ["BTCUSD-W+-ATM-C", "rollingNumberMissing", { word: "W+", sign: "+" }],
    ["BTCUSD-M+1.5-ATM-C", "rollingNumberMissing", { word: "M+1.5", sign: "+" }],
    ["BTCUSD-W++1-ATM-C", "rollingNumberMissing", { word: "W++1", sign: "+" }],
    ["BTCUSD-W-ATM+X-C", "rollingNumberMissing", { word: "ATM+X", sign: "+" }],
    ["BTCUSD-W-ATM--C", "rollingNumberMissing", { word: "ATM-", sign: "-" }],
    ["BTCUSD-W-ATM--1-C", "rollingNumberMissing", { word: "ATM--1", sign: "-" }],
    ["BTCUSD-W+0-ATM-C", "rollingNumberBeyond", number("W+0", 1, 50)],
    ["BTCUSD-NEXT+51-ATM-C", "rollingNumberBeyond", number("NEXT+51", 1, 50)],
    ["BTCUSD-Q+10000-ATM-C", "rollingNumberBeyond", number("Q+10000", 1, 50)],
    ["BTCUSD-1001DTE-ATM-C", "rollingNumberBeyond", number("1001DTE", 0, 1000)],
    ["BTCUSD-10000DTE-ATM-C", "rollingNumberBeyond", number("10000DTE", 0, 1000)],
    ["BTCUSD-W-ATM+0-C", "rollingNumberBeyond", number("ATM+0", 1, 200)],
    ["BTCUSD-W-ATM-201-C", "rollingNumberBeyond", number("ATM-201", 1, 200)],
    ["BTCUSD-W-ATM+10000-C", "rollingNumberBeyond", number("ATM+10000", 1, 200)],
    ["BTCUSD-W-0D-C", "rollingNumberBeyond", number("0D", 1, 99)],
    ["BTCUSD-W-0.5D-C", "rollingNumberBeyond", number("0.5D", 1, 99)],
    ["BTCUSD-W-100D-C", "rollingNumberBeyond", number("100D", 1, 99)],
    ["BTCUSD-W-0%-C", "rollingNumberBeyond", number("0%", 1, 1000)],
    ["BTCUSD-W-1001%-C", "rollingNumberBeyond", number("1001%", 1, 1000)],
    ["BTCUSD-WEEK-ATM-C", "rollingExpiryUnknown", { word: "WEEK" }],
    ["BTCUSD-30D-ATM-C", "rollingExpiryUnknown", { word: "30D" }],
    ["BTCUSD--5DTE-ATM-C", "rollingExpiryUnknown", { word: "" }],
    ["BTCUSD-1.5DTE-ATM-C", "rollingExpiryUnknown", { word: "1.5DTE" }],
    ["BTCUSD-27DEC2026-ATM-C", "rollingExpiryUnknown", { word: "27DEC2026" }],
    ["BTCUSD-31FEB27-ATM-C", "rollingDayUnknown", { word: "31FEB27" }],
    ["BTCUSD-27DEZ26-ATM-C", "rollingDayUnknown", { word: "27DEZ26" }],
    ["BTCUSD-W-ITM-C", "rollingStrikeUnknown", { word: "ITM" }],
    ["BTCUSD-W-25-D-C", "rollingStrikeUnknown", { word: "25-D" }],
    ["BTCUSD-W-25.125D-C", "rollingStrikeUnknown", { word: "25.125D" }],
    ["BTCUSD-W--C", "rollingStrikeUnknown", { word: "" }],
    ["BTCUSD-W-0-C", "rollingStrikeUnknown", { word: "0" }],
    ["BTCUSD-W-1E5-C", "rollingStrikeUnknown", { word: "1E5" }],
    ["BTCUSD-27DEC26-0-C", "rollingStrikeUnknown", { word: "0" }],
    ["BTCUSD-W-ATM-CALL", "rollingRightUnknown", { word: "CALL" }],
    ["BTCUSD-W-ATM-", "rollingRightUnknown", { word: "" }],
    ["BTCUSD-27DEC26-100000-X", "rollingRightUnknown", { word: "X" }],
    ["", "rollingMalformed"],
    ["BTCUSD-W", "rollingMalformed"],
    ["BTCUSD-W-ATM", "rollingMalformed"],
    ["-W-ATM-C", "rollingMalformed"],
    ["B-W-ATM-C", "rollingMalformed"],
    ["BTC USD-W-ATM-C", "rollingMalformed"],
    ["BTCUSD", "rollingNot"],
    ["BTCUSD-27DEC26-100000-C", "rollingNot"],
  ];
  for (const [name, reason, values = {}] of cases) {
    it(`${JSON.stringify(name)}: ${reason}`, () => {
      assert.deepEqual(parseRollingOption(name), { reason, values: { name, ...values } });
    });
  }

  it("in a few characters of what was written, however long that is", () => {
    const long = "X".repeat(100_000);
    const name = long.slice(0, 40);
    assert.deepEqual(parseRollingOption(long), { reason: "rollingMalformed", values: { name } });
    assert.deepEqual(parseRollingOption(`BTCUSD-W-${"9".repeat(60)}-C`), {
      reason: "rollingStrikeUnknown",
      values: { name: `BTCUSD-W-${"9".repeat(31)}`, word: "9".repeat(40) },
    });
  });
});

describe("A rolling chain's name", () => {
  const names: Readonly<Record<string, string>> = {
    "BTCUSD-W": "BTCUSD-W",
    "btc-30dte": "BTCUSD-30DTE",
    " ETH-M+1 ": "ETHUSD-M+1",
  };
  for (const [text, name] of Object.entries(names)) {
    it(`is ${name} for ${JSON.stringify(text)}`, () => {
      const chain = parseRollingChain(text);
      assert.ok(!isProblem(chain));
      assert.equal(formatRollingChain(chain), name);
    });
  }

  const wrong: readonly (readonly [text: string, reason: string, values?: object])[] = [
    ["BTCUSD", "rollingChainMalformed"],
    ["BTCUSD-W-ATM-C", "rollingChainMalformed"],
    ["BTCUSD-27DEC26-100000-C", "rollingChainMalformed"],
    ["BTCUSD-27DEC26", "rollingNot"],
    ["BTCUSD-W+X", "rollingNumberMissing", { word: "W+X", sign: "+" }],
    ["BTCUSD-FOO", "rollingExpiryUnknown", { word: "FOO" }],
  ];
  for (const [name, reason, values = {}] of wrong) {
    it(`is not ${JSON.stringify(name)}: ${reason}`, () => {
      assert.deepEqual(parseRollingChain(name), { reason, values: { name, ...values } });
    });
  }
});

describe("A rolling expiry alone", () => {
  it("is what a rolling name has in its place", () => {
    assert.deepEqual(parseRollingExpiry(" w "), WEEK);
    assert.deepEqual(parseRollingExpiry("30dte"), { kind: "days", days: 30 });
    assert.deepEqual(parseRollingExpiry("Q+1"), { kind: "quarter", after: 1 });
  });

  it("is never a day, nor anything else that an expiry can be written as", () => {
    const reasons: Readonly<Record<string, string>> = {
      "27DEC26": "rollingNot",
      "31FEB26": "rollingDayUnknown",
      "2026-12-27": "rollingExpiryUnknown",
      "1798358400000": "rollingExpiryUnknown",
      "": "rollingExpiryUnknown",
      "W+": "rollingNumberMissing",
    };
    for (const [text, reason] of Object.entries(reasons)) {
      const expiry = parseRollingExpiry(text);
      assert.ok(isProblem(expiry), text);
      assert.equal(expiry.reason, reason, text);
    }
  });
});

describe("Names", () => {
  const plainly = { noNullPrototype: true } as const;
  const underlying = fc.constantFrom("BTCUSD", "ETHUSD", "1000PEPEUSD", "TRUMPUSDT");
  const right = fc.constantFrom("call" as const, "put" as const);
  const moment = fc.integer({ min: 0, max: 36_000 }).map((days) => Date.UTC(2001, 0, 1 + days, 8));
  const strikes = fc
    .tuple(fc.integer({ min: 1, max: 1e12 - 1 }), fc.integer({ min: 0, max: 12 }))
    .map(([digits, places]) => Number(`${digits}e-${places}`));
  const hundredths = (minimum: number, maximum: number) =>
    fc.integer({ min: minimum * 100, max: maximum * 100 }).map((count) => count / 100);
  const rolling: fc.Arbitrary<ExpiryRule> = fc.oneof(
    fc.record(
      {
        kind: fc.constantFrom("next" as const, "week" as const, "month" as const, "quarter" as const),
        after: fc.integer({ min: 0, max: 50 }),
      },
      plainly,
    ),
    fc.record({ kind: fc.constant("days" as const), days: fc.integer({ min: 0, max: 1000 }) }, plainly),
  );
  const moving: fc.Arbitrary<StrikeRule> = fc.oneof(
    fc.record({ kind: fc.constant("money" as const), steps: fc.integer({ min: -200, max: 200 }) }, plainly),
    fc.record({ kind: fc.constant("delta" as const), hundredths: hundredths(1, 99) }, plainly),
    fc.record({ kind: fc.constant("share" as const), percent: hundredths(1, 1000) }, plainly),
  );
  const onDay: fc.Arbitrary<ExpiryRule> = moment.map((expiry) => ({ kind: "day", expiry }));
  const atStrike: fc.Arbitrary<StrikeRule> = strikes.map((strike) => ({ kind: "strike", strike }));
  const rule: fc.Arbitrary<RollingOption> = fc.oneof(
    fc.record({ underlying, expiry: rolling, strike: fc.oneof(moving, atStrike), right }, plainly),
    fc.record({ underlying, expiry: onDay, strike: moving, right }, plainly),
  );

  it("of every rule are read again as that rule, in lower case too", () => {
    fc.assert(
      fc.property(rule, (option) => {
        const name = formatRollingOption(option);
        assert.deepEqual(parseRollingOption(name), option);
        assert.deepEqual(parseRollingOption(` ${name.toLowerCase()}`), option);
      }),
    );
    fc.assert(
      fc.property(underlying, rolling, (coin, expiry) => {
        const chain = { underlying: coin, expiry };
        assert.deepEqual(parseRollingChain(formatRollingChain(chain)), chain);
      }),
    );
  });

  it("that roll can never be listed", () => {
    fc.assert(fc.property(rule, (option) => assert.ok(!isSymbol(formatRollingOption(option)))));
  });

  it("that can be listed never roll", () => {
    const plain = fc
      .tuple(underlying, moment, strikes, right)
      .map((parts) => formatOption(...parts))
      .filter(isSymbol);
    fc.assert(
      fc.property(fc.oneof(plain, underlying), (name) => {
        assert.deepEqual(parseRollingOption(name), {
          reason: "rollingNot",
          values: { name: name.slice(0, 40) },
        });
        assert.ok(isProblem(parseRollingChain(name)));
        assert.ok(isProblem(parseRollingExpiry(name)));
      }),
    );
    fc.assert(
      fc.property(underlying, moment, (coin, expiry) => {
        assert.ok(isProblem(parseRollingChain(formatChain(coin, expiry))));
      }),
    );
  });

  it("are none where the underlying is too long with the currency that is understood", () => {
    assert.ok(isProblem(parseRollingChain("WNEXTWDTENEXTWWDTE-W")));
    assert.ok(isProblem(parseRollingOption("WNEXTWDTENEXTWWDTE-W-ATM-C")));
  });

  it("of whatever kind are read without an error, as a rule that is written alike or not at all", () => {
    const word = fc.constantFrom(
      "W",
      "NEXT",
      "+",
      "-",
      "1",
      "ATM",
      "D",
      "%",
      "DTE",
      "27DEC26",
      "C",
      "BTCUSD",
      "x",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join("")),
      fc.array(word, { maxLength: 12 }).map((words) => words.join("-")),
    );
    fc.assert(
      fc.property(text, (name) => {
        const option = parseRollingOption(name);
        if (!isProblem(option)) assert.deepEqual(parseRollingOption(formatRollingOption(option)), option);
        const chain = parseRollingChain(name);
        if (!isProblem(chain)) assert.deepEqual(parseRollingChain(formatRollingChain(chain)), chain);
        parseRollingExpiry(name);
      }),
    );
  });
});
