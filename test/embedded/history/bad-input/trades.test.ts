import assert from "node:assert/strict";
import type { Simulator } from "../../../../src/simulator/index";
import { assertTrades, type Trade } from "../cuts/trade-series";
import { BAD_TRADES } from "./answers";
import { assertGap, assertOnce, useBadAnswers } from "./rig";

/** Trades of the market, one a second: more than the first push after an outage has, fewer than REST tells. */
const MISSED = 70;

/** An option that nobody trades unless it is ordered. */
function optionOf({ market }: Simulator): string {
  const { listing } = market.venue("BTCUSD") ?? assert.fail();
  return listing.chain(listing.expiries.at(-1) ?? 0)[0]?.symbol ?? "";
}

function trade(simulator: Simulator, times: number): void {
  const { control, market } = simulator;
  for (let left = times; left > 0; left -= 1) {
    control.setTime(market.time + 1_000);
    // Each of another size, or two could be taken for one.
    control.trade(optionOf(simulator), { side: "buy", size: left });
  }
}

describe("Trades that were missed, when REST answers", function () {
  this.timeout(60_000);
  const rig = useBadAnswers<readonly Trade[]>(BAD_TRADES, {
    // A little ahead of the machine's clock.
    start: Date.now() + 60_000,
    begin: (simulator) => trade(simulator, 5),
    node: (simulator) => ({
      type: "coincall-trades",
      properties: { endpoint: "options", symbols: optionOf(simulator) },
    }),
    miss: (simulator) => trade(simulator, MISSED),
  });

  for (const bad of BAD_TRADES) {
    it(`with ${bad.what}: ${bad.filled}${bad.isLate ? ", late" : ""}`, async () => {
      await assertGap(rig, bad);
      assertTrades(rig.told(rig.caseOf(bad)), rig.simulator);
    });
  }

  it("in any of these ways, live data goes on, over the same link, and an error is told once", async () => {
    trade(rig.simulator, 1);
    const { time } = rig.simulator.market;
    for (const bad of BAD_TRADES) {
      const of = rig.caseOf(bad);
      const { coincall } = await rig.next(of, ({ payload }) =>
        payload.some(({ timestamp }) => timestamp >= time),
      );
      assert.deepEqual([coincall.filled, coincall.gap], [undefined, undefined], bad.what);
      assertOnce(rig, bad);
      assertTrades(rig.told(of), rig.simulator);
    }
  });
});
