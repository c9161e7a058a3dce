import assert from "node:assert/strict";
import { flowOf, node } from "../harness";
import { useMarket } from "../rolling/rig";
import { connectionTo, type Told, told } from "../rolling/told";

const NAME = "BTCUSD-W-ATM-C";
/** More than the first push after an outage has. */
const MISSED = 70;

interface Trade {
  readonly symbol: string;
  readonly size: number;
  readonly tradeId?: string;
}

describe("The trades of a rolling name with fill", function () {
  this.timeout(60_000);
  const market = useMarket({ version: "4.1" });

  for (const tradeIds of [false, true]) {
    it(`are whole after an outage, each once and in order, ${tradeIds ? "with ids" : "without ids"}`, async () => {
      const { nodeRed } = market;
      const simulator = await market.begin(3_600_000);
      await nodeRed.deploy(
        flowOf(
          connectionTo(simulator),
          node("coincall-trades", { symbols: NAME, fill: true, history: false, tradeIds }),
        ),
      );
      await nodeRed.nextStatus("trades", ({ text = "" }) => /^(live|waiting)/.test(text));
      const option = await optionOf();
      const trade = (size: number) => simulator.control.trade(option, { side: "buy", size: size / 100 });
      const reached = (size: number) =>
        nodeRed.nextMessage<Trade[]>(({ payload }) => payload.some((each) => each.size === size / 100));
      trade(100_001);
      await reached(100_001);
      simulator.control.cut({ for: 400 });
      const start = simulator.market.time + 1_000;
      for (let number = 2; number <= MISSED; number += 1) {
        // A moment of its own for each: those of one have no order.
        simulator.control.setTime(start + number * 20);
        trade(100_000 + number);
      }
      const { coincall } = await reached(100_000 + MISSED);
      const messages = told(nodeRed, NAME);
      const own = messages.flatMap(tradesOf).filter(({ size }) => size > 1_000);
      assert.deepEqual(
        own.map(({ size }) => Math.round(size * 100)),
        Array.from({ length: MISSED }, (_, index) => 100_001 + index),
      );
      assert.deepEqual([coincall.filled, coincall.gap?.filled], [undefined, "all"]);
      const filled = messages.filter((message) => message.coincall.filled).flatMap(tradesOf);
      assert.ok(filled.length >= MISSED - 51, `${filled.length} of REST`);
      for (const { symbol, tradeId } of own) assert.ok(symbol === option && (!tradeId || tradeIds));
      trade(200_000);
      await reached(200_000);
      assert.deepEqual(
        nodeRed.catches.filter(({ code }) => code !== "COINCALL_LINK"),
        [],
      );
    });
  }

  /** What the name is now. */
  async function optionOf(): Promise<string> {
    market.nodeRed.send("trades", { action: "list" });
    const { payload } = await market.nodeRed.nextMessage<{ resolved: string }[]>(
      ({ topic }) => topic === "subscriptions",
    );
    return payload[0]?.resolved ?? assert.fail();
  }
});

function tradesOf({ payload }: Told): readonly Trade[] {
  return payload as unknown as readonly Trade[];
}
