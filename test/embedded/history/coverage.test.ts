import assert from "node:assert/strict";
import type { CoveredSeries } from "../../../src/runtime/connection/coverages";
import type { ListedSubscription } from "../../../src/runtime/feed/listed";
import type { HealthReport, StatusReport } from "../../../src/runtime/status/report";
import { flowOf, type Message, node, output } from "../harness";
import { decideAnswers } from "./answers";
import { BEGIN, candles, connectionTo, MINUTE, useHistory } from "./rig";
import { isLive, isOpenAfter, next } from "./told";

/** When the candle opened that is live at the beginning. */
const OPEN = BEGIN - 30_000;
const STATUS = node("coincall-status", { id: "feed-status", wires: [["status-out"]] });

describe("Since when a series is whole", function () {
  this.timeout(60_000);
  const rig = useHistory();

  type Listed = Message<ListedSubscription[]> & { readonly coverage?: readonly CoveredSeries[] };

  async function answered(id: string): Promise<Listed> {
    rig.nodeRed.send(id, { action: "list" });
    const fits = ({ topic }: Message) => topic === "subscriptions";
    return rig.nodeRed.nextMessage<ListedSubscription[]>(fits, { output: `${id}-out` });
  }
  async function list(id: string): Promise<ListedSubscription[]> {
    return (await answered(id)).payload;
  }
  const asked = async <Payload>(action: string, fits: (message: Message) => boolean): Promise<Payload> => {
    rig.nodeRed.send("feed-status", { action, asked: true });
    return (
      await rig.nodeRed.nextMessage<Payload>((told) => "asked" in told && fits(told), {
        output: "status-out",
      })
    ).payload;
  };

  it("is listed with its gaps, and told by the feed status in health and get", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const trades = node("coincall-trades", {
      symbols: "BTCUSD",
      endpoint: "futures",
      wires: [["trades-out"]],
    });
    const prices = node("coincall-spot", { symbols: "BTCUSD", wires: [["spot-out"]] });
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...candles({ past: 5, fill: true }),
        ...candles({ id: "bare" }),
        ...[trades, prices, STATUS, output("trades-out"), output("spot-out"), output("status-out")],
      ),
    );
    await next(nodeRed, isLive);
    await next(nodeRed, isLive, { output: "bare-out" });
    await nodeRed.nextMessage(() => true, { output: "trades-out" });
    await nodeRed.nextMessage(() => true, { output: "spot-out" });
    const [whole] = await list("kline");
    assert.deepEqual(whole?.coverage, { from: OPEN - 5 * MINUTE, to: OPEN, gaps: [] });
    assert.deepEqual((await list("bare"))[0]?.coverage, { from: OPEN, to: OPEN, gaps: [] });
    assert.equal((await list("spot"))[0]?.coverage, undefined, "a price has no series");

    simulator.control.cut();
    simulator.control.setTime(BEGIN + 10 * MINUTE);
    await next(nodeRed, isOpenAfter(OPEN + 10 * MINUTE));
    await next(nodeRed, isOpenAfter(OPEN + 10 * MINUTE), { output: "bare-out" });
    const gapsOf = async (id: string) => {
      const [{ coverage } = {} as ListedSubscription] = await list(id);
      assert.ok(coverage && coverage.to >= OPEN + 10 * MINUTE);
      return coverage.gaps.map(({ from, filled }) => [from, filled]);
    };
    assert.deepEqual(await gapsOf("kline"), [[OPEN, "all"]]);
    assert.deepEqual(await gapsOf("bare"), [[OPEN, "none"]]);

    const told = (series: readonly CoveredSeries[]) =>
      series.map(({ symbol, channel, endpoint, period }) => [symbol, channel, endpoint, period]);
    const expected = [
      ["BTCUSD", "kline", "futures", "m1"],
      ["BTCUSD", "kline", "futures", "m1"],
      ["BTCUSD", "trades", "futures", undefined],
    ];
    const answer = await answered("kline");
    assert.deepEqual(told(answer.coverage ?? []), expected.slice(0, 1));
    assert.deepEqual(answer.coverage?.[0]?.gaps, answer.payload[0]?.coverage?.gaps);
    assert.ok(!("coverage" in (await answered("spot"))));
    const health = await asked<HealthReport>("health", () => true);
    assert.deepEqual(told(health.coverage), expected);
    assert.deepEqual(health.coverage[0]?.gaps, (await list("kline"))[0]?.coverage?.gaps);
    const futures = await asked<StatusReport>("get", ({ topic }) => topic === "futures");
    assert.deepEqual(told(futures.coverage ?? []), expected);
    const options = await asked<StatusReport>("get", ({ topic }) => topic === "options");
    assert.deepEqual(options.coverage, []);
  });

  it("is told of a made period too, whose latest is the candle that was made", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    await nodeRed.deploy(flowOf(connectionTo(simulator), ...candles({ period: "m3", past: 2 })));
    await next(nodeRed, ({ coincall }) => coincall.history === true);
    const live = await next(nodeRed, isLive);
    nodeRed.send("kline", { action: "get", symbols: "BTCUSD" });
    const fits = (message: Message) => "statusCode" in message;
    const { payload, coincall } = await nodeRed.nextMessage(fits, { output: "kline-out" });
    const { period, timestamp } = payload as { period: string; timestamp: number };
    assert.deepEqual([period, timestamp], ["m3", live.payload.timestamp]);
    assert.equal((coincall as { made?: boolean }).made, true);
    const [row] = await list("kline");
    assert.deepEqual([row?.period, row?.coverage?.to], ["m3", live.payload.timestamp]);
  });

  it("leaves the latest to be the newest that came, also while that waits for what was missed", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const rest = decideAnswers(simulator);
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ fill: true }), ...candles({ id: "bare" })),
    );
    await next(nodeRed, isLive);
    rest.delay = 1_500;
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 10 * MINUTE);
    await next(nodeRed, isOpenAfter(OPEN + 10 * MINUTE), { output: "bare-out" });
    const latest = async () => {
      nodeRed.send("kline", { action: "get", symbols: "BTCUSD" });
      const fits = (message: Message) => "statusCode" in message;
      const { payload } = await nodeRed.nextMessage(fits, { output: "kline-out" });
      return (payload as { timestamp: number }).timestamp;
    };
    assert.equal(await latest(), OPEN + 10 * MINUTE);
    assert.equal(
      nodeRed.messages("kline-out").filter((message) => "filled" in (message.coincall ?? {})).length,
      0,
    );
    await next(nodeRed, ({ coincall }) => coincall?.filled === true);
    await next(
      nodeRed,
      (message) => message.coincall !== undefined && isOpenAfter(OPEN + 10 * MINUTE)(message),
    );
    assert.equal(await latest(), OPEN + 10 * MINUTE);
  });
});
