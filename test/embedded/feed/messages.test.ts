import assert from "node:assert/strict";
import {
  connectionTo,
  describeOnEach,
  flowOf,
  type Message,
  node,
  output,
  type Properties,
  useRig,
} from "../harness";

const CALL = "BTCUSD-27DEC30-100000-C";
const PUT = "BTCUSD-27DEC30-100000-P";
const LATER = "BTCUSD-28MAR31-90000-C";

/** ms, in which a busy machine has read all that a test pushes at once. */
const INTERVAL = 1_500;

interface Trade {
  tradeId?: string;
  price: number;
  timestamp: number;
  side: string;
  history?: boolean;
}

const spot = (symbol: string, price: unknown, more = {}) => ({
  c: 20,
  dt: 30,
  d: { s: symbol, pr: price, ts: 1_700_000_000_000 },
  ...more,
});
const candle = (ts: number, close: number) => ({
  c: 20,
  dt: 31,
  d: { s: "BTCUSD", pe: "m1", ts, open: 1, high: 9, low: 1, close, v: 1 },
});
const trade = (ts: number, pr: number, more = {}) => ({ s: "BTCUSD", ts, pr, q: 1, sd: 1, ...more });
const trades = (...d: object[]) => ({ c: 20, dt: 33, d });
const row = (s: string, mp: number) => ({ s, mp, ts: 1_700_000_000_000 });

describeOnEach("A message", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  /** Deploys one node, and resolves when the exchange has been asked for its data. */
  async function deploy(type: string, properties: Properties, connection: Properties = {}): Promise<void> {
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange, connection), node(type, properties), output("second")),
    );
    await rig.exchange.nextFrame();
  }

  const next = <Payload>(fits?: (message: Message<Payload>) => boolean) =>
    rig.nodeRed.nextMessage<Payload>(fits);

  /** Hangs up, and resolves when everything is subscribed again. */
  async function reconnect(): Promise<void> {
    rig.exchange.drop();
    await rig.exchange.nextFrame();
  }

  it("says what it is about, where it comes from and when, and holds the raw text only on demand", async () => {
    const text =
      '{"c":20,"dt":30,"ts":1700000000001,"d":{"s":"BTCUSD","pr":"1.50","ts":1700000000000,"new":1}}';
    for (const includeRaw of [false, true]) {
      await deploy("coincall-spot", { symbols: "BTCUSD", includeRaw });
      const before = Date.now();
      rig.exchange.push("futures", text);
      const { coincall, topic, payload, raw } = await next();
      const { received, ...rest } = coincall;
      assert.ok(received >= before && received <= Date.now());
      const expected = {
        channel: "spot",
        endpoint: "futures",
        environment: "custom",
        sent: 1700000000001,
        connection: "connection",
      };
      assert.deepEqual(rest, expected);
      assert.deepEqual([topic, raw], ["BTCUSD", includeRaw ? text : undefined]);
      assert.deepEqual(payload, { symbol: "BTCUSD", price: 1.5, timestamp: 1700000000000 });
    }
  });

  it("holds exact decimals in plain notation on demand", async () => {
    await deploy("coincall-spot", { symbols: "BTCUSD", numbers: "string" });
    rig.exchange.push(
      "futures",
      '{"c":20,"dt":30,"d":{"s":"BTCUSD","pr":12345678901234567.123456789,"mp":"0E-8","ip":"1.05E-4","cp":"0.40000000 ","cr":""}}',
    );
    const { payload } = await next();
    assert.deepEqual(payload, {
      symbol: "BTCUSD",
      price: "12345678901234567.123456789",
      markPrice: "0",
      indexPrice: "0.000105",
      change: "0.40000000",
    });
  });

  it("is marked as resumed when it is a symbol's first after a reconnection, and only then", async () => {
    await deploy("coincall-spot", { symbols: "BTCUSD ETHUSD" });
    const flags = async (symbol: string) => {
      rig.exchange.push("futures", spot(symbol, 1));
      const { coincall } = await next(({ topic }) => topic === symbol);
      return "resumed" in coincall ? coincall.resumed : "absent";
    };
    assert.equal(await flags("BTCUSD"), "absent");
    await reconnect();
    assert.equal(await flags("BTCUSD"), true);
    assert.equal(await flags("BTCUSD"), "absent");
    assert.equal(await flags("ETHUSD"), true, "its first message may follow a gap too");
    rig.nodeRed.send("spot", { action: "subscribe", symbols: "SOLUSD" });
    await rig.exchange.nextFrame((text) => text.includes("SOLUSD"));
    assert.equal(await flags("SOLUSD"), "absent", "nothing of it can have been missed");
  });

  it("of a candle comes with every update, and once more when it is final", async () => {
    await deploy("coincall-kline", { endpoint: "futures", symbols: "BTCUSD" });
    for (const push of [candle(60_000, 2), candle(60_000, 3), candle(120_000, 4)]) {
      rig.exchange.push("futures", push);
    }
    await next<{ close: number }>(({ payload }) => payload.close === 4);
    const seen = rig.nodeRed
      .messages<{ timestamp: number; close: number; closed: boolean }>()
      .map(({ payload: { timestamp, close, closed } }) => [timestamp, close, closed]);
    assert.deepEqual(seen, [
      [60_000, 2, false],
      [60_000, 3, false],
      [60_000, 3, true],
      [120_000, 4, false],
    ]);
  });

  for (const emit of ["every", "latest"]) {
    it(`of final candles is one a candle, however ${emit} update is sent`, async () => {
      const properties = { endpoint: "futures", symbols: "BTCUSD", candles: "closed", emit, interval: 50 };
      await deploy("coincall-kline", properties);
      for (const [ts, close] of [
        [60_000, 2],
        [60_000, 3],
        [120_000, 4],
        [120_000, 5],
        [180_000, 6],
      ] as const) {
        rig.exchange.push("futures", candle(ts, close));
        if (emit === "latest" && close === 4) await next();
      }
      await next<{ close: number; closed: boolean }>(({ payload }) => payload.close === 5);
      const seen = rig.nodeRed.messages<{ close: number; closed: boolean }>();
      assert.deepEqual(
        seen.map(({ payload }) => [payload.close, payload.closed]),
        [
          [3, true],
          [5, true],
        ],
      );
    });
  }

  for (const [kind, ids] of [
    ["with ids", true],
    ["without ids", false],
  ] as const) {
    it(`of trades ${kind} holds each once, oldest first, also across reconnections`, async () => {
      const at = (offset: number, price: number) =>
        trade(start + offset, price, ids ? { tid: `184069201112382471${price}` } : {});
      const start = Date.now() + 60_000;
      await deploy("coincall-trades", { endpoint: "futures", symbols: "BTCUSD" });
      rig.exchange.push("futures", trades(at(2, 12), at(1, 11)));
      rig.exchange.push("futures", trades(at(2, 12), at(3, 13)));
      await next<Trade[]>(({ payload }) => payload.at(-1)?.price === 13);
      await reconnect();
      rig.exchange.push("futures", trades(at(4, 14), at(3, 13), at(2, 12)));
      const resumed = await next<Trade[]>(({ payload }) => payload.at(-1)?.price === 14);
      assert.equal(resumed.coincall.resumed, true);
      const messages = rig.nodeRed
        .messages<Trade[]>()
        .map(({ payload }) => payload.map(({ price }) => price));
      assert.deepEqual(messages, [[11, 12], [13], [14]]);
      assert.equal(resumed.payload[0]?.tradeId, ids ? "18406920111238247114" : undefined);
    });
  }

  it("of trades marks those from before the subscription, or leaves them out", async () => {
    for (const history of [true, false]) {
      await deploy("coincall-trades", { endpoint: "futures", symbols: "BTCUSD", history });
      const now = Date.now();
      rig.exchange.push(
        "futures",
        trades(trade(now + 60_000, 3), trade(now - 60_000, 2), trade(now - 90_000, 1)),
      );
      const { payload } = await next<Trade[]>();
      const seen = payload.map(({ price, history }) => [price, history]);
      const live = [3, undefined];
      assert.deepEqual(seen, history ? [[1, true], [2, true], live] : [live]);
    }
  });

  it("of a trade is one, also where an option and its underlying are both watched", async () => {
    await deploy("coincall-trades", { symbols: `BTCUSD, ${CALL}` });
    const now = Date.now() + 60_000;
    const ofOption = (ts: number, pr: number, s: string) => ({ s, ts, pr, q: 1, sd: 2 });
    rig.exchange.push("options", { c: 20, dt: 6, d: [ofOption(now, 1, CALL), ofOption(now, 2, PUT)] });
    rig.exchange.push("options", { c: 20, dt: 6, d: [ofOption(now + 1, 3, CALL)] });
    await next<Trade[]>(({ payload }) => payload[0]?.price === 3);
    const prices = rig.nodeRed.messages<Trade[]>().map(({ payload }) => payload.map(({ price }) => price));
    assert.deepEqual(prices.flat().sort(), [1, 2, 3]);
  });

  it("of a book keeps the best levels only, and derives from those", async () => {
    await deploy("coincall-order-book", { endpoint: "futures", symbols: "BTCUSD", depth: 2 });
    const levels = (...prices: number[]) => prices.map((pr) => ({ pr, sz: "1" }));
    const d = { s: "BTCUSD", bids: levels(8, 10, 9), asks: levels(13, 11, 12), ts: 1 };
    rig.exchange.push("futures", { c: 20, dt: 32, d });
    const { payload } = await next();
    assert.deepEqual(payload, {
      symbol: "BTCUSD",
      bids: [
        { price: 10, size: 1 },
        { price: 9, size: 1 },
      ],
      asks: [
        { price: 11, size: 1 },
        { price: 12, size: 1 },
      ],
      bestBid: 10,
      bestAsk: 11,
      mid: 10.5,
      spread: 1,
      imbalance: 0.5,
      timestamp: 1,
    });
  });

  it("of a book lacks only what could not be read of it, which is told", async () => {
    await deploy("coincall-order-book", { endpoint: "futures", symbols: "BTCUSD" });
    const d = { s: "BTCUSD", bids: [{ pr: "10", sz: "1" }, { pr: "9", sz: null }, null], ts: 1 };
    const book = { symbol: "BTCUSD", bids: [{ price: 10, size: 1 }], asks: [], bestBid: 10, timestamp: 1 };
    // The first is read as it comes, the second when the node wants it.
    for (const _ of ["first", "second"]) {
      rig.exchange.push("futures", { c: 20, dt: 32, d });
      assert.deepEqual((await next()).payload, book);
    }
    assert.equal((await rig.nodeRed.nextError("connection")).code, "COINCALL_FRAME");
  });

  it("of a chain is one for each expiry that a frame holds, with that chain's name", async () => {
    await deploy("coincall-option-chain", { symbols: `${CALL}, ${LATER}` });
    await rig.exchange.nextFrame();
    rig.exchange.push("options", { c: 20, dt: 4, d: [row(CALL, 1), row(LATER, 2), row(PUT, 3), { s: 5 }] });
    for (const [topic, symbols] of [
      ["BTCUSD-27DEC30", [CALL, PUT]],
      ["BTCUSD-28MAR31", [LATER]],
    ] as const) {
      const { payload } = await next<{ symbol: string }[]>((message) => message.topic === topic);
      assert.deepEqual(
        payload.map(({ symbol }) => symbol),
        symbols,
      );
    }
  });

  it("of a chain without an expiry, in the dialect of 2023, is not doubled by a chain of its own", async () => {
    await deploy("coincall-option-chain", { symbols: `BTCUSD, ${CALL}` }, { protocol: "apikey" });
    await rig.exchange.nextFrame();
    rig.exchange.push("options", { c: 20, dt: 4, d: [row(CALL, 1), row(LATER, 2)] });
    rig.exchange.push("options", { c: 20, dt: 4, d: [row(LATER, 3)] });
    await next<{ markPrice: number }[]>(({ payload }) => payload[0]?.markPrice === 3);
    const topics = rig.nodeRed.messages().map(({ topic }) => topic);
    assert.deepEqual(topics.sort(), ["BTCUSD-27DEC30", "BTCUSD-28MAR31", "BTCUSD-28MAR31"]);
  });

  it("of a table holds the whole chain so far, a row a strike", async () => {
    interface Table {
      underlying: string;
      expiry: number;
      strikes: { strike: number; call?: { markPrice: number }; put?: { markPrice: number } }[];
    }
    await deploy("coincall-option-chain", { symbols: CALL, output: "table" });
    const other = "BTCUSD-27DEC30-90000-P";
    rig.exchange.push("options", { c: 20, dt: 4, d: [row(CALL, 1), row(other, 2)] });
    await next();
    rig.exchange.push("options", { c: 20, dt: 4, d: [row(PUT, 3), row(other, 4)] });
    const { payload } = await next<Table>();
    assert.deepEqual([payload.underlying, payload.expiry], ["BTCUSD", Date.UTC(2030, 11, 27, 8)]);
    assert.deepEqual(
      payload.strikes.map(({ strike, call, put }) => [strike, call?.markPrice, put?.markPrice]),
      [
        [90000, undefined, 4],
        [100000, 1, 3],
      ],
    );
  });

  it("is at most one a symbol in an interval where only the latest counts, and the newest", async () => {
    await deploy("coincall-spot", { symbols: "BTCUSD ETHUSD", emit: "latest", interval: INTERVAL });
    for (let price = 1; price <= 50; price += 1) {
      for (const symbol of ["BTCUSD", "ETHUSD"]) rig.exchange.push("futures", spot(symbol, price));
    }
    for (const symbol of ["BTCUSD", "ETHUSD"]) {
      const ofSymbol = ({ topic }: Message) => topic === symbol;
      const first = await next<{ price: number }>(ofSymbol);
      const second = await next<{ price: number }>(ofSymbol);
      assert.deepEqual([first.payload.price, second.payload.price], [1, 50]);
    }
    assert.equal(rig.nodeRed.messages().length, 4);
  });

  it("of trades is a batch where only the latest counts: none is lost", async () => {
    const properties = { endpoint: "futures", symbols: "BTCUSD", emit: "latest", interval: INTERVAL };
    await deploy("coincall-trades", properties);
    const now = Date.now() + 60_000;
    for (let price = 1; price <= 20; price += 1)
      rig.exchange.push("futures", trades(trade(now + price, price)));
    assert.equal((await next<Trade[]>()).payload.length, 1);
    const batch = (await next<Trade[]>()).payload.map(({ price }) => price);
    assert.deepEqual(
      batch,
      Array.from({ length: 19 }, (_, index) => index + 2),
    );
  });
});
