import assert from "node:assert/strict";
import { timeOf } from "../../../src/editor/sample/last-message";
import { notationOf, omitted } from "../../../src/editor/sample/notation";
import { sampleMessage } from "../../../src/editor/sample/sample";
import type { SampleSettings } from "../../../src/editor/sample/settings";
import { ANY_PERIODS, type AnyPeriod } from "../../../src/history/periods/made-periods";
import { VALUES } from "../../../src/protocol/decode";
import { FILES } from "../forms";

const USUAL: SampleSettings = {
  type: "coincall-spot",
  symbol: "",
  rolling: "",
  endpoint: "options",
  environment: "simulator",
  connection: "main account",
  period: "m5",
  closed: false,
  past: false,
  depth: 100,
  expiry: Date.UTC(2026, 11, 25, 8),
  table: false,
  history: true,
  tradeIds: false,
  value: "",
  downFor: undefined,
  exact: false,
  includeRaw: false,
  now: Date.UTC(2026, 10, 23, 12),
};

interface Message {
  readonly topic: string;
  readonly payload: unknown;
  readonly coincall: { readonly environment: string; readonly connection: string };
  readonly raw?: string;
}

function sample(settings: Partial<SampleSettings>): Message {
  return sampleMessage({ ...USUAL, ...settings }) as Message;
}

describe("The message at the foot of a form", () => {
  for (const file of FILES.filter((each) => each !== "connection" && each !== "alert")) {
    it(`is there for coincall-${file}`, () => {
      const message = sample({ type: `coincall-${file}` });
      assert.ok(message.topic);
      assert.doesNotMatch(notationOf(message), /undefined|NaN/);
    });
  }

  it("is about the first symbol of the node, and its connection", () => {
    const { topic, payload, coincall } = sample({ type: "coincall-greeks", symbol: "ETHUSD-25DEC26-3000-P" });
    assert.equal(topic, "ETHUSD-25DEC26-3000-P");
    const { strike, right } = payload as { strike: number; right: string };
    assert.deepEqual({ strike, right }, { strike: 3000, right: "put" });
    assert.deepEqual([coincall.environment, coincall.connection], ["simulator", "main account"]);
  });

  it("has exact decimals as text where they are wanted", () => {
    assert.equal(typeof (sample({}).payload as { price: unknown }).price, "number");
    assert.equal(typeof (sample({ exact: true }).payload as { price: unknown }).price, "string");
  });

  it("has the chosen value as its payload, and an ellipsis for one that it has no example of", () => {
    const { payload, topic } = sample({ symbol: "ETHUSD", value: "price" });
    assert.deepEqual(
      [topic, payload],
      ["ETHUSD", (sample({ symbol: "ETHUSD" }).payload as { price: number }).price],
    );
    assert.equal(sample({ type: "coincall-kline", value: "closed", closed: true }).payload, true);
    assert.match(notationOf(sample({ value: "rho" })), /payload: …/);
  });

  it("of a status node is of an outage where only these are told", () => {
    const { payload } = sample({ type: "coincall-status", downFor: 120 });
    const { state, down, downFor } = payload as { state: string; down: boolean; downFor: number };
    assert.deepEqual([state, down, downFor], ["connecting", true, 120]);
    assert.doesNotMatch(notationOf(sample({ type: "coincall-status" })), /down/);
  });

  it("shows as many levels as the depth keeps", () => {
    const book = (depth: number) => notationOf(sample({ type: "coincall-order-book", depth }).payload);
    assert.match(book(100), /… ×98/);
    assert.doesNotMatch(book(1), /…/);
  });

  it("tells finished candles, a table, and trades from before", () => {
    const candle = sample({ type: "coincall-kline", closed: true }).payload as Record<string, unknown>;
    assert.deepEqual({ period: candle.period, closed: candle.closed }, { period: "m5", closed: true });
    const chain = sample({ type: "coincall-option-chain", symbol: "BTCUSD", table: true });
    assert.equal(chain.topic, "BTCUSD-25DEC26");
    assert.deepEqual(Object.keys(chain.payload as object).at(-1), "strikes");
    const trades = (history: boolean) => sample({ type: "coincall-trades", history }).payload as object[];
    assert.deepEqual([trades(true).length, trades(false).length], [2, 1]);
  });

  it("says of a candle that the palette made it, and that it is from before the subscription", () => {
    const marks = (settings: Partial<SampleSettings>) => {
      const { coincall, payload } = sample({ type: "coincall-kline", ...settings });
      const { made, history, sent } = coincall as { made?: true; history?: true; sent?: number };
      const { period, closed } = payload as { period: string; closed: boolean };
      return { period, made, history, closed, isSent: sent !== undefined };
    };
    const live = { made: undefined, history: undefined, closed: false, isSent: true };
    assert.deepEqual(marks({ period: "m5" }), { period: "m5", ...live });
    assert.deepEqual(marks({ period: "m10" }), { period: "m10", ...live, made: true });
    const past = { history: true, closed: true, isSent: false };
    assert.deepEqual(marks({ period: "m5", past: true }), { period: "m5", ...live, ...past });
    assert.deepEqual(marks({ period: "h6", past: true }), { period: "h6", ...live, ...past, made: true });
    // Candles of seconds have no past, whatever was saved.
    assert.deepEqual(marks({ period: "s5", past: true }), { period: "s5", ...live, made: true });
    assert.doesNotMatch(notationOf(sample({ type: "coincall-kline" })), /made|undefined/);
  });

  it("has ids of trades where they are wanted, as long as the exchange's", () => {
    const ids = (tradeIds: boolean) => {
      const trades = sample({ type: "coincall-trades", tradeIds }).payload as { tradeId?: string }[];
      return trades.map(({ tradeId }) => tradeId?.length);
    };
    assert.deepEqual(
      [ids(true), ids(false)],
      [
        [19, 19],
        [undefined, undefined],
      ],
    );
  });

  it("has the exchange's text only if it is asked for", () => {
    assert.equal(sample({}).raw, undefined);
    assert.match(sample({ includeRaw: true }).raw ?? "", /^\{"c":20/);
  });
});

/** Of every kind, near and far, cheap and dear. */
const OPTIONS = [
  "BTCUSD-25DEC26-80000-C",
  "BTCUSD-24NOV26-95000-P",
  "BTCUSD-24SEP27-40000-C",
  "ETHUSD-25DEC26-3000-P",
  "SOLUSD-27NOV26-81.0-P",
  "DOGEUSD-27NOV26-0.2-C",
  "DOGEUSD-20NOV26-0.2-P",
];
const UNDERLYINGS = ["", "BTCUSD", "ETHUSD", "SOLUSD", "DOGEUSD"];
const DAY = 86_400_000;

describe("The invented figures of an example", () => {
  type Figures = Readonly<Record<string, number>>;

  function figures(settings: Partial<SampleSettings>): Figures {
    return sample(settings).payload as Figures;
  }

  function about(actual: number | undefined, expected: number, precision = 0.001): void {
    assert.ok(
      Math.abs(Number(actual) - expected) <= precision * Math.abs(expected),
      `${actual}, ${expected}`,
    );
  }

  function ascending(...values: (number | undefined)[]): void {
    assert.deepEqual(
      values,
      values.toSorted((one, other) => Number(one) - Number(other)),
    );
    assert.equal(new Set(values).size, values.length);
  }

  /** @param last the price that the day's change is told of */
  function aDay(day: Figures, prices: readonly number[], last: number, value: number): void {
    const { low24h = 0, high24h = 0, open24h = 0, volume24h = 0, change, changeRate } = day;
    for (const price of [...prices, open24h, value / volume24h]) ascending(low24h, price, high24h);
    about(change, last - open24h, 1e-6);
    about(changeRate, Number(change) / open24h, 0.01);
  }

  for (const symbol of UNDERLYINGS) {
    it(`have a price of ${symbol || "nothing in particular"} between the day's lowest and highest, and its change`, () => {
      for (const endpoint of ["options", "futures"] as const) {
        const spot = figures({ type: "coincall-spot", symbol, endpoint });
        const { price = 0, markPrice = 0, indexPrice = 0, valueUsd24h } = spot;
        aDay(spot, [price, markPrice, indexPrice], price, Number(valueUsd24h));
      }
    });
  }

  for (const symbol of [...UNDERLYINGS, ...OPTIONS]) {
    it(`have a candle of ${symbol || "no symbol"} within its bounds and its period`, () => {
      for (const period of ANY_PERIODS) {
        for (const closed of [false, true]) {
          const candle = figures({ type: "coincall-kline", symbol, period, closed });
          const { open, high, low, close, timestamp = 0 } = candle;
          ascending(low, open, high);
          ascending(low, close, high);
          assert.ok(timestamp <= USUAL.now);
          const next = figures({ type: "coincall-kline", symbol, period, now: timestamp + LENGTHS[period] });
          if (closed) assert.ok(Number(next.timestamp) <= USUAL.now, period);
          else assert.ok(timestamp > USUAL.now - LENGTHS[period], period);
        }
      }
    });

    it(`have a book of ${symbol || "no symbol"} whose middle, spread and imbalance are those of its levels`, () => {
      const book = sample({ type: "coincall-order-book", symbol, depth: 2 }).payload as Book;
      const prices = (side: readonly Level[]) => side.map(({ price }) => price);
      ascending(...prices(book.bids).toReversed(), ...prices(book.asks));
      const [bid = 0, ask = 0] = [prices(book.bids)[0], prices(book.asks)[0]];
      about(book.mid, (bid + ask) / 2, 1e-9);
      about(book.spread, ask - bid, 1e-6);
      const sum = (side: readonly Level[]) => side.reduce((all, { size }) => all + size, 0);
      const [bids, asks] = [sum(book.bids), sum(book.asks)];
      about(book.imbalance, bids / (bids + asks), 1e-9);
    });
  }

  for (const symbol of OPTIONS) {
    it(`have Greeks of ${symbol} that follow from each other`, () => {
      const greeks = figures({ type: "coincall-greeks", symbol });
      const { delta = 0, gamma = 0, theta = 0, vega = 0, iv = 0, underlyingPrice = 0, expiry = 0 } = greeks;
      ascending(...(symbol.endsWith("P") ? [-1, delta, 0] : [0, delta, 1]));
      // Of an option that is over, an example is as if it had an hour left.
      const days = Math.max((expiry - USUAL.now) / DAY, 1 / 24);
      about(vega, (gamma * underlyingPrice ** 2 * iv * (days / 365)) / 100, 0.01);
      about(theta, (-gamma * underlyingPrice ** 2 * iv ** 2) / 2 / 365, 0.01);
      const { markPrice = 0, lastPrice = 0, value24h = 0 } = greeks;
      assert.ok(markPrice > 0);
      aDay(greeks, [markPrice, lastPrice], lastPrice, value24h);
      ascending(greeks.volume24h, greeks.volume);
      ascending(value24h, greeks.value);
      assert.equal(greeks.timeToExpiry, expiry - USUAL.now);
    });

    it(`have a call and a put at the strike of ${symbol} that are of one market`, () => {
      for (const table of [false, true]) {
        const { payload } = sample({ type: "coincall-option-chain", symbol, table });
        const [call, put] = rowsIn(payload, table);
        for (const row of [call, put]) ascending(row?.bid, row?.markPrice, row?.ask);
        assert.equal(call?.underlyingPrice, put?.underlyingPrice);
        assert.equal(call?.strike, put?.strike);
        assert.equal(call?.markIv, put?.markIv);
        const above = Number(call?.underlyingPrice) - Number(call?.strike);
        about(Number(call?.markPrice) - Number(put?.markPrice), above, 0.02);
        about(Number(call?.delta) - Number(put?.delta), 1);
      }
      const traded = sample({ type: "coincall-trades", symbol, history: false }).payload as Figures[];
      assert.equal(traded[0]?.price, figures({ type: "coincall-greeks", symbol }).lastPrice);
    });
  }

  it("have a balance that adds up", () => {
    const balance = sample({ type: "coincall-balance" }).payload as Figures & {
      assets: readonly { availableBalance: number }[];
    };
    const {
      equity,
      marginBalance,
      valueUsd,
      withdrawable,
      availableBalance,
      initialMargin,
      maintenanceMargin,
      assets,
    } = balance;
    about(Number(availableBalance) + Number(initialMargin), Number(equity), 1e-9);
    assert.deepEqual([marginBalance, valueUsd, withdrawable], [equity, equity, availableBalance]);
    ascending(maintenanceMargin, initialMargin);
    const held = assets.reduce((all, asset) => all + asset.availableBalance, 0);
    about(held, Number(availableBalance), 1e-9);
  });

  it("are there for each value that can be sent in place of the payload", () => {
    for (const [type, channel] of [
      ["spot", "spot"],
      ["kline", "kline"],
      ["greeks", "greeks"],
      ["balance", "balance"],
    ] as const) {
      for (const value of VALUES[channel] ?? []) {
        const written = notationOf(sample({ type: `coincall-${type}`, value }).payload);
        assert.notEqual(written, "…", `${type} ${value}`);
      }
    }
  });

  it("have times in their order", () => {
    for (const file of FILES.filter((each) => !["connection", "status", "alert"].includes(each))) {
      const { payload, coincall } = sample({ type: `coincall-${file}` }) as Message & {
        coincall: { sent: number; received: number };
      };
      const [first] = [payload].flat() as { timestamp?: number }[];
      ascending(...[first?.timestamp].filter((time) => time !== undefined), coincall.sent, coincall.received);
    }
  });
});

interface Level {
  readonly price: number;
  readonly size: number;
}

interface Book {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly mid: number;
  readonly spread: number;
  readonly imbalance: number;
}

/** ms, at the longest. */
const LENGTHS: Readonly<Record<AnyPeriod, number>> = {
  s5: 5_000,
  s15: 15_000,
  s30: 30_000,
  m1: 60_000,
  m3: 180_000,
  m5: 300_000,
  m10: 600_000,
  m15: 900_000,
  m30: 1_800_000,
  h1: 3_600_000,
  h2: 7_200_000,
  h4: 14_400_000,
  h6: 21_600_000,
  h12: 43_200_000,
  d1: DAY,
  w1: 7 * DAY,
  mn1: 31 * DAY,
  quarter: 92 * DAY,
};

function rowsIn(payload: unknown, table: boolean): readonly Readonly<Record<string, number>>[] {
  if (!table) return payload as Readonly<Record<string, number>>[];
  const [strike] = (payload as { strikes: readonly { call: object; put: object }[] }).strikes;
  return [strike?.call, strike?.put] as Readonly<Record<string, number>>[];
}

describe("The time of a message", () => {
  const now = new Date(2026, 10, 27, 12, 0, 0).getTime();

  it("is that of the day, and has its day where that is another one", () => {
    assert.equal(timeOf(new Date(2026, 10, 27, 9, 5, 7).getTime(), now, "de"), "09:05:07");
    assert.match(timeOf(new Date(2026, 10, 26, 9, 5, 7).getTime(), now, "de"), /26\.11\.2026.*09:05:07/);
  });
});

describe("The notation of a message", () => {
  it("is JavaScript, with what belongs together on a line", () => {
    assert.equal(notationOf({ topic: "BTCUSD", payload: [1, 2] }), '{ topic: "BTCUSD", payload: [1, 2] }');
    const long = { symbol: "BTCUSD-27DEC26-100000-C", underlying: "BTCUSD", strike: 100000 };
    assert.equal(
      notationOf(long),
      '{\n  symbol: "BTCUSD-27DEC26-100000-C",\n  underlying: "BTCUSD", strike: 100000\n}',
    );
  });

  it("says what it leaves out", () => {
    assert.equal(notationOf([1, omitted(3)]), "[1, … ×3]");
    assert.equal(notationOf([1, omitted()]), "[1, …]");
  });
});
