import assert from "node:assert/strict";
import { NEW_FROM_CANDLES, ofCandles, type Parts } from "../../../../src/history/made/from-candles";
import type { Told } from "../../../../src/history/told";
import type { Update } from "../../../../src/link/feed/update";
import type { RawKline } from "../../../../src/protocol/decode";
import type {
  KeptSeries,
  Outcome,
  Surroundings,
} from "../../../../src/runtime/feed/history/series/kept-series";
import { candleSeries } from "../../../../src/runtime/feed/made/candle-series";
import { MadeSeries } from "../../../../src/runtime/feed/made/made-series";
import {
  candleSubscription,
  type MadeSubscription,
} from "../../../../src/runtime/feed/made/made-subscription";
import type { FeedProperties } from "../../../../src/runtime/feed/properties";

const NOON = Date.UTC(2026, 10, 27, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A series with the exchange's clock in a test's hand. */
class Stage {
  /** The exchange's clock, and when it was heard; `undefined` while nobody has told it. */
  clock: number | undefined = NOON - SECOND;
  asked = 0;
  readonly series: KeptSeries;
  readonly told: Told<RawKline>[] = [];

  constructor(period: FeedProperties["period"], properties: Partial<FeedProperties> = {}) {
    const around: Surroundings = {
      now: () => this.clock ?? 0,
      heard: () => this.clock ?? Number.NEGATIVE_INFINITY,
      at: () => this.clock,
      learnTime: () => {
        this.asked += 1;
      },
      own: (update) => update,
    };
    const subscription = candleSubscription("BTCUSD", { endpoint: "futures", period });
    const all = { past: 0, fill: false, ...properties } as FeedProperties;
    this.series = candleSeries(subscription, all, around);
  }

  trade(second: number, price = second): void {
    const row = { s: "BTCUSD", ts: NOON + second * SECOND, pr: price, q: 1, sd: 1 };
    this.#takes(this.series.take({ topic: "BTCUSD", rows: [row] } as unknown as Update));
  }

  minute(minute: number, closed: boolean): void {
    const row = { s: "BTCUSD", ts: NOON + minute * MINUTE, open: 1, high: 9, low: 1, close: minute, v: 1 };
    this.#takes(this.series.take({ topic: "BTCUSD", rows: [row], closed } as unknown as Update));
  }

  settles(second: number): void {
    this.clock = NOON + second * SECOND;
    this.#takes(this.series.settle?.());
  }

  givesUp(): void {
    this.#takes(this.series.giveUp());
  }

  /** REST has trades of these seconds, and no others. */
  answers(...seconds: number[]): void {
    const question = this.series.question();
    if (!question) throw new Error("nothing is asked for");
    const rows = seconds.toReversed().map((second) => {
      return { symbol: "BTCUSD", price: second, qty: 1, time: NOON + second * SECOND, tradeSide: 1 };
    });
    this.#takes(this.series.answer(question, rows));
  }

  cut(second: number): void {
    this.#takes(this.series.cut(NOON + second * SECOND));
  }

  /** Since noon, in seconds. */
  get settlesAt(): number | undefined {
    const { settlesAt } = this.series;
    return settlesAt === undefined ? undefined : (settlesAt - NOON) / SECOND;
  }

  get story(): string[] {
    return this.told.map(({ rows: [{ ts, close, v }], closed, gap }) => {
      const state = `${(Number(ts) - NOON) / SECOND} ${close} ${v} ${closed ? "closed" : "open"}`;
      return gap ? `${state} gap ${gap.filled}` : state;
    });
  }

  #takes(outcome: Outcome | undefined): void {
    this.told.push(...((outcome?.told ?? []) as Told<RawKline>[]));
  }
}

describe("The candles of a node", () => {
  it("are the exchange's where it has them", () => {
    const { series } = new Stage("m5");
    assert.equal(series.made, undefined);
    assert.equal(series.settle, undefined);
  });

  it("say their period where they are made, and that they are candles", () => {
    const { made } = new Stage("s15").series;
    assert.deepEqual([made?.period, made?.subscription.channel.name], ["s15", "kline"]);
  });

  it("close once something was heard long enough after their end that nothing more is on its way", () => {
    for (const [period, end, due] of [
      ["s5", 5, 5.5],
      ["m3", 180, 182],
    ] as const) {
      const stage = new Stage(period);
      const add = () =>
        period === "s5" ? stage.trade(3) : [0, 1, 2].map((each) => stage.minute(each, each < 2));
      add();
      assert.equal(stage.settlesAt, due);
      stage.settles(end + 0.4);
      assert.ok(stage.told.every(({ closed }) => !closed));
      assert.equal(stage.settlesAt, due);
      stage.settles(due);
      assert.equal(stage.told.at(-1)?.closed, true);
      assert.equal(stage.settlesAt, undefined);
    }
  });

  it("close at once when something of a later one comes", () => {
    const stage = new Stage("s5");
    stage.trade(3);
    stage.trade(5);
    assert.deepEqual(stage.story, ["0 3 1 open", "0 3 1 closed", "5 5 1 open"]);
    assert.equal(stage.settlesAt, 10.5);
  });

  it("close when a late answer says that nothing was missed of them", () => {
    const stage = new Stage("s5", { fill: true });
    stage.clock = NOON - 9 * SECOND;
    stage.trade(-3);
    stage.clock = NOON + SECOND;
    stage.trade(1);
    stage.cut(3);
    stage.trade(4);
    stage.clock = NOON + 9 * SECOND;
    stage.givesUp();
    assert.equal(stage.story.at(-1), "0 4 2 open gap none");
    stage.answers(-3, 1, 4);
    assert.equal(stage.story.at(-1), "0 4 2 closed");
  });

  it("close in time again after a frame of a clock that was ahead", () => {
    const stage = new Stage("s5");
    stage.trade(0);
    stage.clock = NOON + 3_600 * SECOND;
    stage.trade(1);
    stage.clock = NOON + 7 * SECOND;
    stage.trade(7);
    assert.equal(stage.settlesAt, 10.5);
  });

  it("take in what comes late, as long as they are open", () => {
    const stage = new Stage("s5");
    stage.trade(3);
    stage.settles(5.3);
    stage.trade(4);
    stage.settles(5.5);
    stage.trade(4.5);
    assert.deepEqual(stage.story, ["0 3 1 open", "0 4 2 open", "0 4 2 closed"]);
  });

  it("do not close by a clock that nobody has told, which is asked for, but by what comes next", () => {
    const stage = new Stage("s5");
    stage.clock = undefined;
    stage.trade(-1);
    stage.trade(3);
    assert.equal(stage.asked, 1);
    stage.series.settle?.();
    assert.equal(stage.asked, 2);
    stage.trade(6);
    assert.deepEqual(stage.story, ["-5 -1 1 open", "0 3 1 open", "0 3 1 closed", "5 6 1 open"]);
  });

  it("are never closed where they had begun before the subscription", () => {
    const stage = new Stage("s5");
    stage.clock = NOON + 2 * SECOND;
    stage.trade(-20);
    stage.trade(3);
    stage.trade(6);
    assert.deepEqual(stage.story, ["0 3 1 open", "5 6 1 open"]);
  });

  it("are never closed where the link was lost while something of them could be on its way", () => {
    const stage = new Stage("s5");
    stage.trade(3);
    stage.cut(5.2);
    stage.settles(30);
    stage.trade(31);
    assert.deepEqual(stage.story, ["0 3 1 open", "30 31 1 open gap none"]);
    assert.equal(stage.settlesAt, 35.5);
  });

  it("are not whole since before an outage, where nothing was told before it", () => {
    const stage = new Stage("s5");
    stage.cut(-1);
    stage.trade(3);
    stage.trade(6);
    stage.trade(11);
    assert.deepEqual(
      stage.story.filter((line) => line.includes("closed")),
      ["5 6 1 closed"],
    );
  });

  it("ask for the past of their parts, and of the one that is open", () => {
    const hours = (properties: Partial<FeedProperties>) => {
      const stage = new Stage("h6", properties);
      const path = stage.series.question()?.path("unlimited");
      if (path === undefined) return undefined;
      const query = new URLSearchParams(path.split("?")[1]);
      return [query.get("period"), (NOON - Number(query.get("start"))) / (60 * MINUTE)];
    };
    // From two before the one that has begun at six, and the hour before is always asked for.
    assert.deepEqual(hours({ past: 2 }), ["h1", 18 + 1]);
    assert.equal(hours({}), undefined);
  });

  it("tell of a gap with the next that goes out, where none could tell of it at once", () => {
    const outcomes: Outcome[] = [];
    const material = { take: () => outcomes.shift() } as unknown as KeptSeries;
    const subscription = candleSubscription("BTCUSD", {
      endpoint: "futures",
      period: "m3",
    }) as MadeSubscription;
    const series = new MadeSeries<RawKline, Parts>(
      material,
      {
        kit: { symbol: "BTCUSD", period: "m3", material: ofCandles("m1") },
        start: () => NEW_FROM_CANDLES,
        patience: 0,
        made: { period: "m3", subscription: subscription.base },
      },
      { heard: () => NOON, learnTime() {}, at: () => NOON } as unknown as Surroundings,
    );
    const row = { s: "BTCUSD", open: 1, high: 1, low: 1, close: 1, v: 1 };
    const gap = { from: NOON - MINUTE, to: NOON, filled: "part" } as const;
    outcomes.push(
      { told: [{ rows: [{ ...row, ts: NOON - MINUTE }], closed: true, mark: "filled", gap }] },
      { told: [{ rows: [{ ...row, ts: NOON }], closed: false }] },
      { told: [{ rows: [{ ...row, ts: NOON }], closed: false }] },
    );
    const gaps = () => series.take({ topic: "BTCUSD" } as Update).told.map((each) => each.gap);
    assert.deepEqual([gaps(), gaps(), gaps()], [[], [gap], [undefined]]);
  });
});
