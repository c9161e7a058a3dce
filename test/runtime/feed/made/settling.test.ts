import assert from "node:assert/strict";
import { mock } from "node:test";
import { SignsOfLife } from "../../../../src/link/feed/time/signs-of-life";
import { Timekeeper } from "../../../../src/link/feed/time/timekeeper";
import { Subscriptions } from "../../../../src/link/subscriptions/subscriptions";
import { dialectOf } from "../../../../src/protocol/dialects";
import type { KeptSeries } from "../../../../src/runtime/feed/history/series/kept-series";
import { Settling } from "../../../../src/runtime/feed/made/settling";
import { resumeTime, stopTime } from "../../../link/harness";

const SECOND = 1_000;

describe("What is settled by the exchange's clock", () => {
  let time: Timekeeper;
  let signs: SignsOfLife;
  let asked: number;
  let settled: number[];
  let settling: Settling;
  const series = { settlesAt: undefined as number | undefined };

  beforeEach(() => {
    stopTime();
    asked = 0;
    settled = [];
    time = new Timekeeper(new Subscriptions(dialectOf("signed", "apiKey")), () => {});
    signs = new SignsOfLife(time, () => {
      asked += 1;
    });
    time.told(Date.now(), performance.now());
    settling = new Settling(series as KeptSeries, { time, signs }, () => {
      settled.push(time.now());
      // As a series does it: by what was heard.
      if (series.settlesAt !== undefined && signs.heard >= series.settlesAt) series.settlesAt = undefined;
    });
  });

  afterEach(() => {
    settling.close();
    time.close();
    resumeTime();
  });

  function due(after: number): number {
    series.settlesAt = time.now() + after;
    settling.look();
    return series.settlesAt;
  }

  const passes = (duration: number) => mock.timers.tick(duration);
  const heard = () => signs.came(performance.now());

  it("waits for the moment, asks for a sign of life then, and is settled with it", () => {
    const moment = due(5 * SECOND);
    passes(5 * SECOND - 1);
    assert.deepEqual([settled, asked], [[], 0]);
    passes(1);
    assert.deepEqual([settled, asked], [[moment], 1]);
    passes(100);
    heard();
    assert.deepEqual(settled, [moment, moment + 100]);
    passes(60 * SECOND);
    heard();
    assert.equal(settled.length, 2);
  });

  it("needs none to be asked for where something was heard at that very moment", () => {
    due(5 * SECOND);
    passes(5 * SECOND - 1);
    series.settlesAt = time.now();
    heard();
    settling.look();
    passes(1);
    assert.deepEqual([settled.length, asked, series.settlesAt], [1, 0, undefined]);
  });

  it("is not settled while nothing is heard", () => {
    due(SECOND);
    passes(60 * SECOND);
    assert.deepEqual([settled.length, asked], [1, 1]);
  });

  it("is due at once when the exchange's clock proves to be ahead", () => {
    due(300 * SECOND);
    time.told(Date.now() + 400 * SECOND, performance.now());
    passes(1);
    assert.equal(settled.length, 1);
  });

  it("waits again when the exchange's clock proves to be behind", () => {
    due(SECOND);
    passes(SECOND);
    time.told(Date.now() - 10 * SECOND, performance.now());
    heard();
    assert.equal(asked, 1, "it is not asked again and again");
    passes(9 * SECOND);
    heard();
    assert.notEqual(series.settlesAt, undefined);
    passes(2 * SECOND);
    heard();
    assert.equal(series.settlesAt, undefined);
  });

  it("is over with what it is of", () => {
    due(SECOND);
    passes(SECOND);
    settling.close();
    heard();
    time.told(Date.now() + 400 * SECOND, performance.now());
    passes(60 * SECOND);
    assert.equal(settled.length, 1);
  });
});
