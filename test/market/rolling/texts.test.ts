import assert from "node:assert/strict";
import english from "../../../locales/en-US/connection.json";
import { choose } from "../../../src/market/rolling/choose";
import {
  parseRollingChain,
  parseRollingExpiry,
  parseRollingOption,
} from "../../../src/market/rolling/names/parse";
import {
  CHOICE_PROBLEMS,
  isProblem,
  type Problem,
  WRITING_PROBLEMS,
} from "../../../src/market/rolling/problem";
import { at, listed, quotes } from "../market";
import { ruleOf } from "./choosing";

const NOW = at("2026-11-23T12:00");
const LISTING = listed({ "27NOV26": [80_000, 81_000] });

const written = [
  parseRollingOption("BTCUSD-W"),
  parseRollingOption("BTCUSD-27DEC26-100000-C"),
  parseRollingOption("BTCUSD-FOO-ATM-C"),
  parseRollingOption("BTCUSD-31FEB27-ATM-C"),
  parseRollingOption("BTCUSD-W-FOO-C"),
  parseRollingOption("BTCUSD-W-ATM-X"),
  parseRollingOption("BTCUSD-W+X-ATM-C"),
  parseRollingOption("BTCUSD-W-100D-C"),
  parseRollingChain("BTCUSD"),
  parseRollingExpiry("FOO"),
].filter(isProblem);

const unchosen = [
  choose(ruleOf("BTCUSD-22NOV26-ATM-C"), LISTING, () => undefined, undefined, NOW),
  choose(ruleOf("BTCUSD-W-ATM-C"), undefined, () => undefined, undefined, NOW),
  choose(ruleOf("ETHUSD-W-ATM-C"), LISTING, () => undefined, undefined, NOW),
  choose(ruleOf("BTCUSD-W+1-ATM-C"), LISTING, () => undefined, undefined, NOW),
  choose(ruleOf("BTCUSD-W-82000-C"), LISTING, () => undefined, undefined, NOW),
  choose(
    ruleOf("BTCUSD-W-ATM+9-C"),
    LISTING,
    quotes([{ strike: 1, right: "put", underlyingPrice: 80_000 }]),
    undefined,
    NOW,
  ),
  choose(ruleOf("BTCUSD-W-ATM-C"), LISTING, () => undefined, undefined, NOW),
  choose(ruleOf("BTCUSD-W-25D-C"), LISTING, () => undefined, undefined, NOW),
].flatMap(({ problem }) => problem ?? []);

describe("What is wrong with a rolling name", () => {
  const texts: Readonly<Record<string, string>> = english.errors;
  const short: Readonly<Record<string, string>> = english.unchosen;

  it("is each of the reasons that there are", () => {
    assert.deepEqual(
      [...new Set(written.map(({ reason }) => reason))].toSorted(),
      WRITING_PROBLEMS.toSorted(),
    );
    assert.deepEqual(
      unchosen.map(({ reason }) => reason),
      [...CHOICE_PROBLEMS],
    );
  });

  for (const problem of [...written, ...unchosen]) {
    it(`is a sentence of which nothing is left to fill in: ${problem.reason}`, () => {
      assert.doesNotMatch(filled(texts, problem), /__|undefined/);
    });
  }

  it("names the word and what it can be", () => {
    const sentences = Object.fromEntries(written.map((problem) => [problem.reason, filled(texts, problem)]));
    assert.equal(sentences.rollingNumberMissing, "BTCUSD-W+X-ATM-C: “W+X” needs a whole number after the +.");
    assert.equal(
      sentences.rollingNumberBeyond,
      "BTCUSD-W-100D-C: the number in “100D” must be from 1 to 99.",
    );
  });

  it("has a few words for a status, if it is why nothing can be chosen", () => {
    const others = CHOICE_PROBLEMS.filter((reason) => reason !== "rollingDayPast");
    assert.deepEqual(
      others.filter((reason) => !short[reason]),
      [],
    );
    assert.equal(short.rollingStrikeTooFar, "no strike that far");
  });
});

function filled(texts: Readonly<Record<string, string>>, { reason, values }: Problem): string {
  return (texts[reason] ?? "undefined").replace(/__(\w+?)__/g, (_, name: string) => String(values[name]));
}
