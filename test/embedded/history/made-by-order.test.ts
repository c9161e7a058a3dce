import assert from "node:assert/strict";
import { acknowledgementOf } from "../../support/stub-exchange";
import { connectionTo, describeOnEach, flowOf, node, type Properties, useRig } from "../harness";
import { isMade } from "./made";
import type { Told } from "./told";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HEARTBEAT = '{"action":"heartbeat"}';
const CALL = "BTCUSD-27DEC30-100000-C";

/** Candles that are made, of an exchange that says only what a test has it say. */
describeOnEach("Candles that are made", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  async function deploy(properties: Properties, connection: Properties = {}): Promise<void> {
    await rig.nodeRed.deploy(
      flowOf(
        connectionTo(rig.exchange, connection),
        node("coincall-kline", { endpoint: "futures", symbols: "BTCUSD", ...properties }),
      ),
    );
    await rig.exchange.nextFrame();
  }

  /** A candle of five seconds that has not begun yet takes up to ten of them, and its patience. */
  const next = (fits: (message: Told) => boolean = () => true) =>
    rig.nodeRed.nextMessage((message) => fits(message as Told), { timeout: 15_000 }) as Promise<Told>;
  const isClosed = ({ payload }: Told) => payload.closed;

  /** A trade, told at a moment of the exchange's clock. */
  const trade = (time: number, price: number, sent = time) =>
    rig.exchange.push("futures", {
      c: 20,
      dt: 33,
      d: [{ s: "BTCUSD", ts: time, pr: String(price), q: "0.1", sd: 1 }],
      ts: sent,
    });
  const minute = (ts: number, close: number, sent = ts) =>
    rig.exchange.push("futures", {
      c: 20,
      dt: 31,
      d: { s: "BTCUSD", pe: "m1", ts, open: 1, high: 9, low: 1, close, v: "0.1" },
      ts: sent,
    });

  /** A moment at which a candle of so many seconds opens, after the subscription by the exchange's clock as well. */
  async function nextOpening(seconds: number): Promise<number> {
    const open = Math.ceil(Date.now() / (seconds * SECOND)) * seconds * SECOND;
    trade(open - SECOND, 99);
    await next();
    return open;
  }

  it("close by the exchange's clock on a quiet link, which is asked for a sign of life", async () => {
    await deploy({ period: "s5", includeRaw: true });
    const open = await nextOpening(5);
    trade(open + 100, 100);
    trade(open + 200, 102, open + 4_900);
    const before = rig.exchange.frames.filter(({ text }) => text === HEARTBEAT).length;
    const { payload, coincall, raw } = await next(isClosed);
    assert.equal(raw, undefined, "it came in no frame");
    assert.match((await next()).raw ?? "", /"pr":"100"/);
    assert.deepEqual(
      [payload.timestamp, payload.open, payload.close, payload.volume, payload.period],
      [open, 100, 102, 0.2, "s5"],
    );
    assert.deepEqual([isMade({ coincall } as Told), coincall.sent], [true, undefined]);
    const heartbeats = rig.exchange.frames.filter(({ text }) => text === HEARTBEAT).length - before;
    assert.equal(heartbeats, 1);
  });

  it("do not close while a link is dead, by whatever clock", async () => {
    rig.exchange.acknowledge = (frame) =>
      JSON.stringify(frame) === HEARTBEAT ? undefined : acknowledgementOf(frame);
    await deploy({ period: "s5" }, { heartbeatTimeout: 2 });
    const open = await nextOpening(5);
    trade(open + 100, 100, open + 4_900);
    await rig.nodeRed.nextStatus("kline", ({ text = "" }) => text.startsWith("reconnecting"));
    const messages = rig.nodeRed.messages("output") as unknown as Told[];
    assert.deepEqual(
      messages.map(({ payload }) => payload.closed),
      [false, false],
    );
  });

  it("close by the clock of an exchange that only says it when it is asked", async () => {
    const ahead = 3 * MINUTE;
    await deploy({ period: "s5", candles: "closed" }, { protocol: "apikey" });
    rig.exchange.clock = () => Date.now() + ahead;
    const open = Math.ceil((Date.now() + ahead) / 5_000) * 5_000;
    rig.exchange.push("futures", {
      c: 20,
      dt: 33,
      d: [{ s: "BTCUSD", ts: open - 5_000, pr: 1, q: 1, sd: 1 }],
    });
    rig.exchange.push("futures", { c: 20, dt: 33, d: [{ s: "BTCUSD", ts: open + 100, pr: 2, q: 1, sd: 1 }] });
    const { payload, coincall } = await next();
    assert.deepEqual([payload.timestamp, payload.open, payload.closed], [open, 2, true]);
    assert.ok(coincall.received + ahead >= open + 5_000);
  });

  it("are wanted by message, listed and left by their periods", async () => {
    await deploy({ period: "m1" });
    for (const period of ["m3", "s5", "s15"]) {
      rig.nodeRed.send("kline", { action: "subscribe", symbols: "BTCUSD", period });
    }
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
    const list = async () => {
      rig.nodeRed.send("kline", { action: "list" });
      const { payload } = await rig.nodeRed.nextMessage<{ period: string; state: string }[]>(
        ({ topic }) => topic === "subscriptions",
      );
      return payload.map(({ period, state }) => `${period} ${state}`);
    };
    assert.deepEqual(await list(), ["m1 live", "m3 live", "s5 live", "s15 live"]);
    const asked = rig.exchange.frames.filter(({ text }) => text.includes('"subscribe"'));
    assert.equal(asked.length, 2, "the exchange is asked for m1 and for trades");
    const open = Math.ceil(Date.now() / MINUTE) * MINUTE;
    minute(open, 5);
    trade(open + 100, 100);
    const periods = new Set<string>();
    for (const _ of asked.concat(asked)) periods.add((await next()).payload.period);
    assert.deepEqual([...periods].toSorted(), ["m1", "m3", "s15", "s5"]);
    rig.nodeRed.send("kline", { action: "unsubscribe", symbols: "BTCUSD", period: "m1" });
    rig.nodeRed.send("kline", { action: "unsubscribe", symbols: "BTCUSD", period: "s5" });
    assert.deepEqual(await list(), ["m3 live", "s15 live"]);
    minute(open, 6);
    trade(open + 200, 101);
    assert.deepEqual([(await next()).payload.period, (await next()).payload.period].toSorted(), [
      "m3",
      "s15",
    ]);
    rig.nodeRed.send("kline", { action: "unsubscribe", symbols: "BTCUSD" });
    assert.deepEqual(await list(), []);
    await rig.exchange.openBecomes(0);
  });

  it("are final once each with `candles` as `closed`, exact and one value on demand", async () => {
    await deploy({ period: "m3", candles: "closed", numbers: "string", value: "volume" });
    const open = Math.ceil(Date.now() / (3 * MINUTE)) * 3 * MINUTE;
    minute(open - MINUTE, 1);
    for (const index of [0, 1, 2, 3]) minute(open + index * MINUTE, 5 + index);
    assert.equal((await next()).payload as unknown, "0.3");
    minute(open + 4 * MINUTE, 2);
    assert.equal(rig.nodeRed.messages("output").length, 1);
  });

  it("come as the newest in an interval with `emit` as `latest`", async () => {
    await deploy({ period: "s5", emit: "latest", interval: 500 });
    const open = await nextOpening(5);
    for (const price of [1, 2, 3]) trade(open + price, price);
    trade(open + 6_000, 9);
    const last = await next((message) => message.payload.timestamp > open);
    assert.equal(last.payload.open, 9);
    const messages = rig.nodeRed.messages("output") as unknown as Told[];
    assert.equal(messages.length, 2, "of six updates");
  });

  it("of a period that nobody can make are refused in words", async () => {
    await rig.nodeRed.deploy(
      flowOf(
        connectionTo(rig.exchange),
        node("coincall-kline", { symbols: CALL, period: "m7" }),
        node("coincall-kline", { id: "underlying", symbols: "BTCUSD", period: "s5" }),
        node("coincall-kline", { id: "past", symbols: CALL, period: "s15", past: 20 }),
        node("coincall-kline", { id: "right", symbols: CALL }),
      ),
    );
    const words = async (id: string) => (await rig.nodeRed.nextStatus(id, ({ fill }) => fill === "red")).text;
    assert.match((await words("kline")) ?? "", /^period is “m7”, but must be one of: m1, .*h12/);
    assert.match(
      (await words("underlying")) ?? "",
      /^Candles of s5 are made of the trades of one option, and BTCUSD is none/,
    );
    assert.match((await words("past")) ?? "", /^Candles of s15 are made of trades and have no past/);
    rig.nodeRed.send("right", { action: "subscribe", symbols: CALL, period: "s7" });
    const { message, code } = await rig.nodeRed.nextError("right");
    assert.equal(code, "COINCALL_INPUT");
    assert.match(message, /^msg\.period is “s7”, but must be one of: m1, .*s5/);
  });

  for (const [periods, outcome] of [
    [["m1", "m3"], "live"],
    [["m3", "m10"], "rejected"],
  ] as const) {
    it(`of futures without a period in the key-only protocol are ${outcome}: ${periods}`, async () => {
      await deploy({ period: periods[0] }, { protocol: "apikey" });
      rig.nodeRed.send("kline", { action: "subscribe", symbols: "BTCUSD", period: periods[1] });
      rig.nodeRed.send("kline", { action: "list" });
      await rig.nodeRed.nextMessage(({ topic }) => topic === "subscriptions");
      const open = Math.ceil(Date.now() / MINUTE) * MINUTE;
      rig.exchange.push("futures", {
        c: 20,
        dt: 31,
        d: { s: "BTCUSD", ts: open, open: 1, high: 9, low: 1, close: 2, v: 1 },
      });
      if (outcome === "rejected") await rig.nodeRed.nextError("kline");
      else for (const _ of periods) await next();
      rig.nodeRed.send("kline", { action: "list" });
      const { payload } = await rig.nodeRed.nextMessage<{ state: string }[]>(
        ({ topic }) => topic === "subscriptions",
      );
      assert.deepEqual(
        payload.map(({ state }) => state),
        [outcome, outcome],
      );
    });
  }
});
