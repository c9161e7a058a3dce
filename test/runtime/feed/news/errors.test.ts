import assert from "node:assert/strict";
import { CoincallError } from "../../../../src/protocol/error";
import { expiryOf } from "../../../../src/runtime/feed/news/expiries";
import { missedOf } from "../../../../src/runtime/feed/news/missed";
import { refusalOf } from "../../../../src/runtime/feed/news/refusals";
import { inEnglish } from "../../../../src/runtime/texts";

describe("One error", () => {
  const refused = (symbol: string, reason = "") =>
    new CoincallError("COINCALL_REJECTED", reason === "" ? "rejected" : "rejectedBecause", {
      symbol,
      reason,
    });
  const symbols = (count: number) => Array.from({ length: count }, (_, index) => `COIN${index}USD`);
  const words = (error: CoincallError) => inEnglish(error).message;

  describe("of what was refused together", () => {
    it("is that of the only one", () => {
      const [only] = [refused("BADUSD", "unknown symbol")];
      assert.equal(refusalOf([only]), only);
    });

    it("names several, and the exchange's words once", () => {
      const error = refusalOf(symbols(3).map((symbol) => refused(symbol, "maintenance")));
      assert.equal(error.code, "COINCALL_REJECTED");
      assert.equal(
        words(error),
        "The exchange refused 3 subscriptions (COIN0USD, COIN1USD, COIN2USD): maintenance",
      );
    });

    it("names ten, and the number of the others", () => {
      const error = refusalOf(symbols(500).map((symbol) => refused(symbol, "maintenance")));
      assert.match(
        words(error),
        /^The exchange refused 500 .*COIN8USD, COIN9USD, … \(\+490\)\): maintenance$/,
      );
      assert.doesNotMatch(words(error), /COIN10USD/);
    });

    it("needs no words of the exchange, and takes different ones, a few", () => {
      assert.equal(
        words(refusalOf(symbols(2).map((symbol) => refused(symbol)))),
        "The exchange refused 2 subscriptions: COIN0USD, COIN1USD.",
      );
      const each = refusalOf(symbols(500).map((symbol) => refused(symbol, `no ${symbol}`)));
      assert.match(words(each), /: no COIN0USD; no COIN1USD; no COIN2USD$/);
    });
  });

  describe("of what is over together", () => {
    it("names it, and the name that would have gone on", () => {
      const error = expiryOf(["BTCUSD-4DEC26-81000-C"]);
      assert.equal(error.code, "COINCALL_EXPIRED");
      assert.match(words(error), /^BTCUSD-4DEC26-81000-C has expired .*BTCUSD-W-81000-C/);
    });

    it("names several with theirs, an option of several channels once", () => {
      const error = expiryOf(["BTCUSD-4DEC26-1-C", "BTCUSD-4DEC26", "BTCUSD-4DEC26-1-C"]);
      assert.equal(error.code, "COINCALL_EXPIRED");
      assert.match(words(error), /^2 .*BTCUSD-4DEC26-1-C \(BTCUSD-W-1-C\), BTCUSD-4DEC26 \(BTCUSD-W\)\./);
    });
  });

  describe("of a past that could not be had", () => {
    const failure = new CoincallError("COINCALL_LINK", "askStatus", { status: 500 });

    it("names ten symbols, each once, the number of the others, and why the exchange did not answer", () => {
      const missed = symbols(12).flatMap((symbol) => [
        { symbol, failure: undefined },
        { symbol, failure },
      ]);
      const error = missedOf(missed, words);
      assert.equal(error.code, "COINCALL_HISTORY");
      assert.match(
        words(error),
        /^Not all of the past of COIN0USD, .*COIN9USD, … \(\+2\) could be had\. The exchange .* HTTP 500\.$/,
      );
    });

    it("says that the exchange does not have it, where it answered", () => {
      assert.equal(
        words(missedOf([{ symbol: "BTCUSD", failure: undefined }], words)),
        "Not all of the past of BTCUSD could be had: the exchange does not have it.",
      );
    });
  });
});
