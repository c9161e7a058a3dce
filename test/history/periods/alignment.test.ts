import assert from "node:assert/strict";
import fc from "fast-check";
import { candlesBetween, nextStart, startOf, stepped } from "../../../src/history/periods/alignment";
import {
  type AnyPeriod,
  isMadePeriod,
  MADE_PERIODS,
  madeFrom,
} from "../../../src/history/periods/made-periods";
import { PERIODS } from "../../../src/protocol/channels";
import { candleEnd, candleStart } from "../../../src/simulator/market/tape/periods";

const ALL: readonly AnyPeriod[] = [...PERIODS, ...MADE_PERIODS];
const periods = fc.constantFrom(...ALL);
const times = fc.integer({ min: Date.UTC(2019, 0), max: Date.UTC(2040, 0) });

describe("A candle's period", () => {
  for (const [period, time, start, next] of [
    ["s5", "2026-11-23T12:00:07.900Z", "2026-11-23T12:00:05Z", "2026-11-23T12:00:10Z"],
    ["s15", "2026-11-23T12:00:44.999Z", "2026-11-23T12:00:30Z", "2026-11-23T12:00:45Z"],
    ["m1", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z", "2026-11-23T12:01:00Z"],
    ["m3", "2026-11-23T12:05:59Z", "2026-11-23T12:03:00Z", "2026-11-23T12:06:00Z"],
    ["m10", "2026-11-23T12:59:00Z", "2026-11-23T12:50:00Z", "2026-11-23T13:00:00Z"],
    ["h2", "2026-11-23T01:59:00Z", "2026-11-23T00:00:00Z", "2026-11-23T02:00:00Z"],
    ["h6", "2026-11-23T23:59:00Z", "2026-11-23T18:00:00Z", "2026-11-24T00:00:00Z"],
    ["h12", "2026-11-23T11:59:00Z", "2026-11-23T00:00:00Z", "2026-11-23T12:00:00Z"],
    ["w1", "2026-11-22T23:59:00Z", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"],
    ["mn1", "2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"],
    ["quarter", "2026-12-31T23:59:59Z", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"],
  ] as const) {
    it(`${period} that holds ${time} begins ${start} and ends ${next}`, () => {
      assert.equal(startOf(period, Date.parse(time)), Date.parse(start));
      assert.equal(nextStart(period, Date.parse(start)), Date.parse(next));
    });
  }

  it("is aligned as the exchange's are", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PERIODS), times, (period, time) => {
        assert.equal(startOf(period, time), candleStart(period, time));
        assert.equal(nextStart(period, startOf(period, time)), candleEnd(period, time));
      }),
    );
  });

  it("leads as many candles back as forth, and is counted alike", () => {
    fc.assert(
      fc.property(periods, times, fc.integer({ min: 0, max: 500 }), (period, time, count) => {
        const start = startOf(period, time);
        const later = stepped(period, start, count);
        assert.equal(stepped(period, later, -count), start);
        assert.equal(candlesBetween(period, start, later), count);
        assert.equal(startOf(period, later), later);
      }),
    );
  });

  it("counts no candles backwards", () => {
    assert.equal(candlesBetween("m1", 120_000, 0), 0);
  });
});

describe("A period that the exchange lacks", () => {
  for (const [period, part] of [
    ["s5", "trades"],
    ["s15", "trades"],
    ["s30", "trades"],
    ["m3", "m1"],
    ["m10", "m5"],
    ["h2", "h1"],
    ["h6", "h1"],
    ["h12", "h4"],
  ] as const) {
    it(`${period} is made from ${part}`, () => {
      assert.equal(madeFrom(period), part);
    });
  }

  it("is no other", () => {
    assert.deepEqual(["s5", "m1", "h12", "m2", ""].map(isMadePeriod), [true, false, true, false, false]);
  });
});
