import assert from "node:assert/strict";
import fc from "fast-check";
import { type ChainQuoteRow, quotesOf } from "../../src/market/quotes";

const row = (strike: number, right: "call" | "put", rest: ChainQuoteRow): ChainQuoteRow => ({
  strike,
  right,
  ...rest,
});

/** Prices of calls and puts by strike. */
function marks(
  prices: Readonly<Record<number, readonly [call: number | undefined, put?: number]>>,
): ChainQuoteRow[] {
  return Object.entries(prices).flatMap(([strike, [call, put]]) => [
    ...(call === undefined ? [] : [row(Number(strike), "call", { markPrice: call })]),
    ...(put === undefined ? [] : [row(Number(strike), "put", { markPrice: put })]),
  ]);
}

describe("The forward of a chain", () => {
  it("is the underlying price in its rows", () => {
    const rows = [row(80_000, "call", { underlyingPrice: 81_230.5 }), row(81_000, "put", {})];
    assert.equal(quotesOf(rows).forward, 81_230.5);
  });

  it("is that of the newest rows, where they differ", () => {
    const rows = [
      row(80_000, "call", { underlyingPrice: 81_000, timestamp: 2000 }),
      row(80_000, "put", { underlyingPrice: 81_250, timestamp: 3000 }),
      row(81_000, "call", { underlyingPrice: 81_100, timestamp: 1000 }),
      row(81_000, "put", { underlyingPrice: 81_900 }),
    ];
    assert.equal(quotesOf(rows).forward, 81_250);
  });

  it("is the middle one of rows of one moment, the lower of two, so that a bad one does not tell it", () => {
    const priced = (...prices: number[]) =>
      prices.map((price, index) => row(index, "call", { underlyingPrice: price, timestamp: 1000 }));
    assert.equal(quotesOf(priced(81_250, 0.01, 81_240)).forward, 81_240);
    assert.equal(quotesOf(priced(81_250, 81_240)).forward, 81_240);
  });

  it("follows from call and put where they differ least, if no row has it", () => {
    // 81,000 + 700 − 450 = 81,250; at 80,000 they differ by 1,210, at 82,000 by 760.
    const rows = marks({ 80000: [1310, 100], 81000: [700, 450], 82000: [240, 1000] });
    assert.equal(quotesOf(rows).forward, 81_250);
  });

  it("follows from the lower strike of two at which they differ alike", () => {
    // 80,000 + 600 − 100 = 80,500, and 82,000 + 600 − 100 = 82,500.
    assert.equal(quotesOf(marks({ 82000: [600, 100], 80000: [600, 100] })).forward, 80_500);
  });

  it("needs both prices of a strike", () => {
    const rows = marks({ 80000: [700], 81000: [undefined, 100], 82000: [240, 1000] });
    assert.equal(quotesOf(rows).forward, 81_240);
  });

  it("takes a price of 0 for none", () => {
    const rows = [
      ...marks({ 70000: [0, 0], 90000: [0, 9000], 81000: [700, 450] }),
      row(60_000, "call", { underlyingPrice: 0 }),
    ];
    assert.equal(quotesOf(rows).forward, 81_250);
  });

  it("is unknown where the chain does not tell it", () => {
    assert.equal(quotesOf([]).forward, undefined);
    assert.equal(quotesOf([row(80_000, "call", { delta: 0.5 })]).forward, undefined);
    assert.equal(quotesOf(marks({ 80000: [700] })).forward, undefined);
  });

  it("is the same in whatever order the rows stand", () => {
    const price = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined });
    const rows = fc.uniqueArray(
      fc.record({
        strike: fc.integer({ min: 1, max: 40 }),
        right: fc.constantFrom("call" as const, "put" as const),
        markPrice: price,
        underlyingPrice: fc.option(fc.constantFrom(100, 101, 102), { nil: undefined, freq: 1 }),
        timestamp: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
      }),
      { selector: ({ strike, right }) => `${strike} ${right}` },
    );
    const written = ({
      strike,
      right,
      ...figures
    }: {
      strike: number;
      right: "call" | "put";
    }): ChainQuoteRow =>
      row(
        strike,
        right,
        Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)),
      );
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (original, order) => {
        const shuffled = original
          .map((each) => [order.next().value as number, each] as const)
          .sort(([one], [other]) => one - other)
          .map(([, each]) => each);
        assert.equal(quotesOf(shuffled.map(written)).forward, quotesOf(original.map(written)).forward);
      }),
    );
  });
});
