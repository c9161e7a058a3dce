import assert from "node:assert/strict";
import type { Message } from "../../harness";
import { assertSeries } from "../cuts/candle-series";
import type { Candle } from "../told";
import { BAD_CANDLES } from "./answers";
import { assertGap, assertOnce, useBadAnswers } from "./rig";

const MINUTE = 60_000;

describe("Candles that were missed, when REST answers", function () {
  this.timeout(60_000);
  const rig = useBadAnswers<Candle>(BAD_CANDLES, {
    // Days off the machine's clock.
    start: Date.UTC(2026, 10, 23, 16, 0, 30),
    node: () => ({ type: "coincall-kline", properties: { endpoint: "futures", symbols: "BTCUSD" } }),
    miss: ({ control, market }) => control.setTime(market.time + 5 * MINUTE),
  });

  for (const bad of BAD_CANDLES) {
    it(`with ${bad.what}: ${bad.filled}${bad.isLate ? ", late" : ""}`, async () => {
      await assertGap(rig, bad);
      assertSeries(rig.told(rig.caseOf(bad)), rig.simulator);
    });
  }

  it("in any of these ways, live data goes on, over the same link, and an error is told once", async () => {
    const { time } = rig.simulator.market;
    const closing = time - (time % MINUTE);
    rig.simulator.control.setTime(closing + MINUTE + 2_000);
    for (const bad of BAD_CANDLES) {
      const of = rig.caseOf(bad);
      const isClosing = ({ payload }: Message<Candle>) => payload.timestamp === closing && payload.closed;
      const { coincall } = await rig.next(of, isClosing);
      assert.deepEqual([coincall.filled, coincall.gap], [undefined, undefined], bad.what);
      assertOnce(rig, bad);
      assertSeries(rig.told(of), rig.simulator);
    }
  });
});
