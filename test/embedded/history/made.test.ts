import assert from "node:assert/strict";
import type { Simulator } from "../../../src/simulator/index";
import { flowOf, node, output } from "../harness";
import { assertMade, isMade } from "./made";
import { BEGIN, candles, connectionTo, MINUTE, useHistory } from "./rig";
import { isLive, isOpenAfter, next, type Told, told } from "./told";

const SECOND = 1_000;
const THREE = 3 * MINUTE;
const HOUR = 60 * MINUTE;
/** When the candles opened that are live at the beginning, of one minute and of three. */
const OPEN = BEGIN - 30 * SECOND;

interface Trade {
  readonly price: number;
  readonly size: number;
  readonly timestamp: number;
}

const isClosed = ({ payload }: Told) => payload.closed;

describe("Candles of periods that the exchange lacks", function () {
  this.timeout(60_000);
  const rig = useHistory();

  it("of seconds are what the trades say, of whole intervals, marked as made", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const trades = node("coincall-trades", {
      endpoint: "futures",
      symbols: "BTCUSD",
      wires: [["trades-out"]],
    });
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ period: "s5" }), trades, output("trades-out")),
    );
    const closed = await next(nodeRed, isClosed);
    const { timestamp, open, high, low, close, volume, period } = closed.payload;
    const own = nodeRed
      .messages("trades-out")
      .flatMap(({ payload }) => payload as Trade[])
      .filter((trade) => trade.timestamp >= timestamp && trade.timestamp < timestamp + 5 * SECOND);
    const prices = own.map(({ price }) => price);
    assert.deepEqual(
      [open, high, low, close],
      [prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1)],
    );
    assert.ok(Math.abs(Number(volume) - own.reduce((sum, { size }) => sum + size, 0)) < 1e-9);
    assert.deepEqual([period, timestamp % (5 * SECOND), isMade(closed)], ["s5", 0, true]);
    assert.equal(closed.coincall.channel, "kline");
    const first = told(nodeRed)[0] ?? assert.fail();
    assert.ok(first.payload.timestamp > timestamp - 10 * SECOND, "none of long before");
  });

  /** Goes on by minutes, in each of which something is traded. */
  async function pass(simulator: Simulator, ...minutes: readonly number[]): Promise<void> {
    for (const minute of minutes) {
      const moment = Date.now();
      simulator.control.setTime(OPEN + minute * MINUTE + 100);
      for (const _ of ["of the minute before, perhaps", "of this one"]) {
        const isNew = ({ coincall }: Told) => coincall.received > moment;
        await next(rig.nodeRed, (message) => isNew(message) && isLive(message) && !isClosed(message));
      }
    }
  }

  for (const protocol of ["signed", "apikey"]) {
    it(`of minutes are made of the exchange's, past ones first: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(
        flowOf(connectionTo(simulator, { protocol }), ...candles({ period: "m3", past: 4 })),
      );
      await next(nodeRed, isLive);
      await pass(simulator, 1, 2, 3);
      await next(nodeRed, (message) => isClosed(message) && isLive(message));
      const closed = told(nodeRed).filter(isClosed);
      assert.deepEqual(
        closed.map(({ payload, coincall }) => [payload.timestamp, coincall.history ?? false]),
        [-4, -3, -2, -1, 0].map((index) => [OPEN + index * THREE, index < 0]),
      );
      await assertMade(simulator, closed, "m1");
      assert.ok(told(nodeRed).every(isMade));
      assert.deepEqual(nodeRed.catches, []);
    });

    it(`that an outage took are filled in, and the one that was open is finished: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(
        flowOf(connectionTo(simulator, { protocol }), ...candles({ period: "m3", past: 1, fill: true })),
      );
      await next(nodeRed, isLive);
      await pass(simulator, 1);
      simulator.control.cut();
      simulator.control.setTime(BEGIN + 8 * MINUTE);
      const first = await next(nodeRed, isOpenAfter(OPEN + 2 * THREE));
      assert.deepEqual([first.coincall.gap?.filled, first.coincall.resumed], ["all", true]);
      const closed = told(nodeRed).filter(isClosed);
      assert.deepEqual(
        closed.map(({ payload, coincall }) => [payload.timestamp, coincall.filled ?? false]),
        [
          [OPEN - THREE, false],
          [OPEN, true],
          [OPEN + THREE, true],
        ],
      );
      await assertMade(simulator, closed, "m1");
    });
  }

  it("are never called closed over an outage that was not filled", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    await nodeRed.deploy(flowOf(connectionTo(simulator), ...candles({ period: "m3", past: 1 })));
    await next(nodeRed, isLive);
    await pass(simulator, 1);
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 4 * MINUTE);
    const first = await next(nodeRed, isOpenAfter(OPEN + THREE));
    assert.equal(first.coincall.gap?.filled, "none");
    await pass(simulator, 5, 6, 7, 8, 9);
    await next(nodeRed, (message) => isClosed(message) && isOpenAfter(OPEN + THREE)(message));
    assert.deepEqual(
      told(nodeRed)
        .filter(isClosed)
        .map(({ payload }) => payload.timestamp),
      [OPEN - THREE, OPEN + 2 * THREE],
    );
  });

  it("of seconds are not closed over an outage either, and are filled in by REST's trades", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin(Date.now());
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...candles({ period: "s5", fill: true }),
        ...candles({ id: "unfilled", period: "s5" }),
      ),
    );
    await next(nodeRed, isClosed, { output: "unfilled-out" });
    simulator.control.cut();
    const isGap = ({ coincall }: Told) => coincall.gap !== undefined && isLive({ coincall } as Told);
    const filled = await next(nodeRed, isGap);
    const unfilled = await next(nodeRed, isGap, { output: "unfilled-out" });
    assert.deepEqual([filled.coincall.gap?.filled, unfilled.coincall.gap?.filled], ["all", "none"]);
    const { from = 0 } = unfilled.coincall.gap ?? {};
    const open = Math.floor((from - SECOND) / (5 * SECOND)) * 5 * SECOND;
    await next(nodeRed, (each) => isClosed(each) && each.payload.timestamp > open + 5 * SECOND, {
      output: "unfilled-out",
    });
    const times = (id: string) =>
      told(nodeRed, id)
        .filter(isClosed)
        .map(({ payload }) => payload.timestamp);
    assert.ok(!times("unfilled-out").includes(open + 5 * SECOND) || !times("unfilled-out").includes(open));
    const whole = times("kline-out");
    assert.deepEqual(
      whole,
      whole.map((_, index) => (whole[0] ?? 0) + index * 5 * SECOND),
    );
  });

  it("of hours have a past of hours", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    await nodeRed.deploy(flowOf(connectionTo(simulator), ...candles({ period: "h2", past: 3 })));
    await next(nodeRed, isLive);
    const past = told(nodeRed).filter(({ coincall }) => coincall.history);
    assert.deepEqual(
      past.map(({ payload }) => payload.timestamp),
      [-3, -2, -1].map((index) => OPEN + index * 2 * HOUR),
    );
    await assertMade(simulator, past, "h1");
  });

  it("go by rolling names too, and begin anew with the next option", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const name = "BTCUSD-NEXT-ATM-C";
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ endpoint: "options", symbols: name, period: "m10" })),
    );
    await nodeRed.nextStatus("kline", ({ text = "" }) => /^(?:waiting|live)/.test(text));
    nodeRed.send("kline", { action: "list" });
    const { payload } = await nodeRed.nextMessage<{ resolved?: string; period: string }[]>(
      ({ topic }) => topic === "subscriptions",
      { output: "kline-out" },
    );
    const [{ resolved = "", period } = assert.fail()] = payload;
    assert.equal(period, "m10");
    simulator.control.trade(resolved, { side: "buy", size: 1 });
    const first = await next(nodeRed, ({ topic, payload }) => topic === name && payload.symbol === resolved);
    assert.deepEqual(
      [first.payload.period, isMade(first), first.coincall.rolled?.to],
      ["m10", true, resolved],
    );
  });

  it("are of one subscription where several stand on the same", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...candles({ id: "one", period: "m1" }),
        ...candles({ id: "three", period: "m3" }),
        node("coincall-status", { id: "feed", wires: [["feed-out"]] }),
        output("feed-out"),
      ),
    );
    const one = await next(nodeRed, isLive, { output: "one-out" });
    const three = await next(nodeRed, isLive, { output: "three-out" });
    assert.deepEqual([one.payload.period, three.payload.period], ["m1", "m3"]);
    assert.deepEqual([isMade(one), isMade(three)], [false, true]);
    nodeRed.send("feed", { action: "get" });
    const { payload } = await nodeRed.nextMessage<{ subscriptions: { live: number } }>(
      ({ payload }) => "messagesPerSecond" in Object(payload) && Object(payload).endpoint === "futures",
      { output: "feed-out" },
    );
    assert.equal(payload.subscriptions.live, 1);
  });
});
