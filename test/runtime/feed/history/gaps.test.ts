import assert from "node:assert/strict";
import type { Gap } from "../../../../src/history/told";
import { klineSubscription } from "../../../../src/protocol/subscription";
import { joinedGap } from "../../../../src/runtime/feed/history/joined-gap";
import type { KeptSeries } from "../../../../src/runtime/feed/history/series/kept-series";
import { UntoldGaps } from "../../../../src/runtime/feed/history/untold-gaps";
import { Watched, type Watcher } from "../../../../src/runtime/feed/watched";

describe("A gap that was not told yet", () => {
  const gap = (from: number, to: number, filled: Gap["filled"]): Gap => ({ from, to, filled });

  it("is one with the next", () => {
    assert.deepEqual(joinedGap(undefined, gap(3, 4, "all")), gap(3, 4, "all"));
    assert.deepEqual(joinedGap(gap(1, 2, "all"), gap(3, 4, "all")), gap(1, 4, "all"));
    assert.deepEqual(joinedGap(gap(1, 2, "none"), gap(3, 4, "all")), gap(1, 4, "part"));
    assert.deepEqual(joinedGap(gap(1, 2, "none"), gap(3, 4, "none")), gap(1, 4, "none"));
  });

  describe("when its option ends", () => {
    const NAME = { name: "BTCUSD-W-ATM-C", key: "BTCUSD-W-ATM-C m1" };
    const watch = (symbol: string, rolling?: typeof NAME) =>
      new Watched(klineSubscription("options", symbol, "m1"), {} as Watcher, 1, rolling);
    const lostSince = (untoldSince: number | undefined) => ({ untoldSince }) as KeptSeries;
    let gaps: UntoldGaps;
    beforeEach(() => {
      gaps = new UntoldGaps();
    });

    /** What is told of the option that a name is afterwards. */
    function toldAfter(before: Watched, since: number | undefined, next: Watched): Gap | undefined {
      gaps.left(before, lostSince(since));
      gaps.begun(next, 200);
      return next.gap;
    }

    it("is told of the next one of the name, once", () => {
      const before = watch("BTCUSD-27NOV26-98500-C", NAME);
      const next = watch("BTCUSD-4DEC26-98500-C", NAME);
      assert.deepEqual(toldAfter(before, 100, next), gap(100, 200, "none"));
      const later = watch("BTCUSD-11DEC26-98500-C", NAME);
      gaps.begun(later, 300);
      assert.equal(later.gap, undefined);
    });

    it("is none where nothing was missed, nor of what was not watched for a name", () => {
      const next = watch("BTCUSD-4DEC26-98500-C", NAME);
      assert.equal(toldAfter(watch("BTCUSD-27NOV26-98500-C", NAME), undefined, next), undefined);
      const plain = watch("BTCUSD-27NOV26-98500-C");
      assert.equal(toldAfter(plain, 100, watch("BTCUSD-27NOV26-98500-C")), undefined);
    });

    it("is forgotten with a name that is not wanted any more", () => {
      const before = watch("BTCUSD-27NOV26-98500-C", NAME);
      gaps.left(before, lostSince(100));
      before.isLeft = true;
      assert.equal(toldAfter(before, 100, watch("BTCUSD-4DEC26-98500-C", NAME)), undefined);
    });
  });
});
