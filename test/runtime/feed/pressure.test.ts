import assert from "node:assert/strict";
import { Frame } from "../../../src/link/feed/frame";
import type { Update } from "../../../src/link/feed/update";
import { klineSubscription, type Subscription, symbolSubscription } from "../../../src/protocol/subscription";
import { joinTrades } from "../../../src/runtime/feed/presenters/trades";
import { Pressure } from "../../../src/runtime/feed/pressure";

const PER_TURN = 200;
const MOST_ROWS = 10_000;

function updateOf(subscription: Subscription, rows: Update["rows"], closed = false): Update {
  const circumstances = { sent: undefined, connection: 1, asked: 0 };
  const frame = new Frame(Buffer.from("{}"), 0);
  return { topic: subscription.symbol, rows, closed, subscription, frame, ...circumstances };
}

const spot = (symbol: string, price = 1) =>
  updateOf(symbolSubscription("spot", "futures", symbol), [{ s: symbol, pr: price }]);

const trades = (first: number, count: number) => {
  const rows = Array.from({ length: count - 1 }, (_, index) => ({ pr: first + index + 1 }));
  return updateOf(symbolSubscription("trades", "options", "BTCUSD"), [{ pr: first }, ...rows]);
};

const candle = (openTime: number, close: number, closed = false) =>
  updateOf(klineSubscription("futures", "BTCUSD", "m1"), [{ ts: openTime, c: close }], closed);

describe("A flood", () => {
  let delivered: Update[];
  let lost: number;
  let losses: Set<string>;
  let pressure: Pressure;

  const newest = (_waiting: Update, update: Update) => update;
  const start = (merge = newest) => {
    pressure = new Pressure(
      merge,
      (update) => delivered.push(update),
      (loss, count) => {
        lost += count;
        losses.add(loss);
      },
    );
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const fillTurn = () => {
    for (let index = 0; index < PER_TURN; index += 1) pressure.offer(spot(`FILL${index}`));
    delivered = [];
  };
  const prices = () => delivered.flatMap(({ rows }) => rows.map((row) => (row as { pr: number }).pr));

  beforeEach(() => {
    delivered = [];
    lost = 0;
    losses = new Set();
    start();
  });
  afterEach(() => pressure.close());

  it("lets a node send 200 messages in a turn, at once and in their order, and the rest in later turns", async () => {
    const symbols = Array.from({ length: 450 }, (_, index) => `SYMBOL${index}`);
    for (const symbol of symbols) pressure.offer(spot(symbol));
    const count = [delivered.length];
    for (let next = 0; next < 3; next += 1) {
      await turn();
      count.push(delivered.length);
    }
    assert.deepEqual(count, [200, 400, 450, 450]);
    assert.deepEqual(
      delivered.map(({ topic }) => topic),
      symbols,
    );
  });

  it("holds nothing back that the flow can follow", async () => {
    for (let index = 0; index < 10; index += 1) {
      for (let price = 0; price < PER_TURN; price += 1) pressure.offer(spot("BTCUSD", price));
      await turn();
    }
    assert.equal(delivered.length, 10 * PER_TURN);
    assert.equal(lost, 0);
  });

  it("leaves the newest of a symbol waiting, and no other", async () => {
    fillTurn();
    for (const price of [1, 2, 3]) pressure.offer(spot("BTCUSD", price));
    pressure.offer(spot("ETHUSD", 7));
    assert.deepEqual(prices(), []);
    await turn();
    assert.deepEqual(prices(), [3, 7]);
    assert.equal(lost, 0, "what a newer one replaces is no loss");
  });

  it("gives every symbol its turn, however often the others change", async () => {
    const symbols = Array.from({ length: 3 * PER_TURN }, (_, index) => `SYMBOL${index}`);
    for (let next = 0; next < 3; next += 1) {
      for (const symbol of symbols) pressure.offer(spot(symbol));
      await turn();
    }
    assert.equal(new Set(delivered.map(({ topic }) => topic)).size, symbols.length);
  });

  it("replaces no final candle, and keeps candles in their order", async () => {
    fillTurn();
    pressure.offer(candle(60_000, 1));
    pressure.offer(candle(60_000, 2, true));
    pressure.offer(candle(120_000, 3));
    pressure.offer(candle(120_000, 4, true));
    pressure.offer(candle(180_000, 5));
    await turn();
    assert.deepEqual(
      delivered.map(({ rows: [row], closed }) => ({ ...row, closed })),
      [
        { ts: 60_000, c: 2, closed: true },
        { ts: 120_000, c: 4, closed: true },
        { ts: 180_000, c: 5, closed: false },
      ],
    );
  });

  it("lets trades wait together, up to 10,000 without a loss", async () => {
    start(joinTrades);
    fillTurn();
    for (let first = 0; first < MOST_ROWS; first += 100) pressure.offer(trades(first, 100));
    await turn();
    assert.equal(delivered.length, 1, "they come in one message");
    assert.deepEqual(
      prices(),
      Array.from({ length: MOST_ROWS }, (_, index) => index),
    );
    assert.equal(lost, 0);
  });

  it("loses the oldest trades beyond that, and reports how many", async () => {
    start(joinTrades);
    fillTurn();
    for (let first = 0; first < MOST_ROWS + 500; first += 100) pressure.offer(trades(first, 100));
    await turn();
    assert.equal(lost, 500);
    assert.deepEqual([...losses], ["tradesLost"]);
    assert.equal(prices().length, MOST_ROWS);
    assert.deepEqual([prices()[0], prices().at(-1)], [500, MOST_ROWS + 499]);
  });

  it("loses the oldest final candles beyond 10,000, of all symbols together, and reports how many", async () => {
    fillTurn();
    for (let index = 0; index < MOST_ROWS + 300; index += 1)
      pressure.offer(candle(index * 60_000, index, true));
    assert.deepEqual([lost, ...losses], [300, "candlesLost"]);
    for (let left = MOST_ROWS; left > 0; left -= PER_TURN) await turn();
    const times = delivered.map(({ rows: [row] }) => (row as { ts: number }).ts / 60_000);
    assert.deepEqual([times.length, times[0], times.at(-1)], [MOST_ROWS, 300, MOST_ROWS + 299]);
  });

  it("sends nothing of what waits once the node is closed", async () => {
    fillTurn();
    pressure.offer(spot("BTCUSD"));
    pressure.close();
    await turn();
    assert.deepEqual(delivered, []);
  });
});
