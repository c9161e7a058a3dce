import assert from "node:assert/strict";
import { flowOf } from "../harness";
import { BEGIN, candles, connectionTo, MINUTE, useHistory } from "./rig";
import { assertWhole, isLive, isOpenAfter, next, told } from "./told";

/** When the candle opened that is live at the beginning. */
const OPEN = BEGIN - 30_000;

describe("A candle node", function () {
  this.timeout(60_000);
  const rig = useHistory();

  for (const protocol of ["signed", "apikey"]) {
    it(`begins with its past, and goes on live without a hole and each once: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(flowOf(connectionTo(simulator, { protocol }), ...candles({ past: 5 })));
      await next(nodeRed, isLive);
      simulator.control.setTime(OPEN + MINUTE + 100);
      await next(nodeRed, isOpenAfter(OPEN + MINUTE));
      const messages = told(nodeRed);
      const past = messages.filter(({ coincall }) => coincall.history);
      assert.deepEqual(past, messages.slice(0, 5));
      assert.equal(past[0]?.payload.timestamp, OPEN - 5 * MINUTE);
      await assertWhole(
        simulator,
        messages.filter(({ payload }) => payload.closed),
      );
      assert.ok(messages.every(({ coincall }) => coincall.gap === undefined && !coincall.filled));
      assert.deepEqual(nodeRed.catches, []);
    });

    it(`fills an outage before the first live message, which says so: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(flowOf(connectionTo(simulator, { protocol }), ...candles({ fill: true })));
      await next(nodeRed, isLive);
      simulator.control.cut();
      simulator.control.setTime(BEGIN + 20 * MINUTE);
      await next(nodeRed, isOpenAfter(OPEN + 20 * MINUTE));
      const messages = told(nodeRed);
      const filled = messages.filter(({ coincall }) => coincall.filled);
      assert.deepEqual(
        filled.map(({ payload }) => payload.timestamp),
        Array.from({ length: 20 }, (_, index) => OPEN + index * MINUTE),
      );
      await assertWhole(simulator, filled);
      const first = messages.find((message) => isOpenAfter(OPEN + 20 * MINUTE)(message)) ?? assert.fail();
      assert.equal(messages.indexOf(first), messages.indexOf(filled.at(-1) ?? first) + 1);
      assert.deepEqual([first.coincall.resumed, first.coincall.gap?.filled], [true, "all"]);
      assert.equal(first.coincall.gap?.from, OPEN);
      assert.ok((first.coincall.gap?.to ?? 0) >= OPEN + 20 * MINUTE);
      assert.equal(messages.filter(({ coincall }) => coincall.gap).length, 1);
      assert.deepEqual(
        nodeRed.catches.map(({ code }) => code),
        ["COINCALL_LINK"],
      );
    });
  }
});
