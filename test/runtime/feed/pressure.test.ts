import assert from "node:assert/strict";
import { Frame } from "../../../src/link/feed/frame";
import type { Update } from "../../../src/link/feed/update";
import { klineSubscription, type Subscription, symbolSubscription } from "../../../src/protocol/subscription";
import { Room } from "../../../src/runtime/connection/room";
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
  updateOf(klineSubscription("futures", "BTCUSD", "m1"), [{ ts: openTime, close }], closed);

describe("A flood", () => {
  let delivered: Update[];
  let lost: number;
  let losses: Set<string>;
  let pressure: Pressure;

  const newest = (_waiting: Update, update: Update) => update;
  const start = (merge = newest, place = new Room().place(() => 1, false)) => {
    pressure = new Pressure(
      merge,
      (update) => {
        delivered.push(update);
        return update.rows.length;
      },
      (loss, count) => {
        lost += count;
        losses.add(loss);
      },
      place,
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
        { ts: 60_000, close: 2, closed: true },
        { ts: 120_000, close: 4, closed: true },
        { ts: 180_000, close: 5, closed: false },
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

  it("counts a long message for several, so that a turn takes no longer for it", async () => {
    const chain = (symbol: string) => {
      const rows = Array.from({ length: 1_000 }, () => ({ s: symbol }));
      return updateOf(symbolSubscription("optionChain", "options", symbol), rows);
    };
    for (let index = 0; index < 25; index += 1) pressure.offer(chain(`CHAIN${index}`));
    assert.equal(delivered.length, 10);
    await turn();
    await turn();
    assert.equal(delivered.length, 25);
  });

  it("loses what there is no room for, and reports it, however much the exchange sends", async () => {
    const longBook = (symbol: string) => {
      const frame = new Frame(Buffer.alloc(100_000), 0);
      const book = updateOf(symbolSubscription("orderBook", "options", symbol), [{ s: symbol }]);
      return { ...book, isUnread: true, frame };
    };
    fillTurn();
    for (let index = 0; index < 1_000; index += 1) pressure.offer(longBook(`BOOK${index}`));
    assert.ok(lost > 800, `${lost} lost`);
    assert.deepEqual([...losses], ["updatesLost"]);
    await turn();
    assert.equal(delivered.length + lost, 1_000);
    await turn();
    fillTurn();
    pressure.offer(longBook("BTCUSD"));
    await turn();
    assert.equal(delivered.length, 1, "there is room again");
  });

  it("replaces what waits by something longer only where there is room", () => {
    let subscriptions = 1;
    const book = (symbol: string, bytes: number) => ({
      ...updateOf(symbolSubscription("orderBook", "options", symbol), [{ s: symbol }]),
      isUnread: true,
      frame: new Frame(Buffer.alloc(bytes), 0),
    });
    start(
      newest,
      new Room().place(() => subscriptions, false),
    );
    fillTurn();
    for (let index = 0; index < 200; index += 1) pressure.offer(book(`BOOK${index}`, 80_000));
    for (let index = 0; index < 200; index += 1) pressure.offer(book(`BOOK${index}`, 1_000_000));
    assert.ok(lost > 180, `${lost} lost`);
    subscriptions = 10_000;
    lost = 0;
    for (let index = 0; index < 200; index += 1) pressure.offer(book(`BOOK${index}`, 1_000_000));
    assert.equal(lost, 0);
  });

  it("sends nothing of what waits once the node is closed", async () => {
    fillTurn();
    pressure.offer(spot("BTCUSD"));
    pressure.close();
    await turn();
    assert.deepEqual(delivered, []);
  });
});
