import assert from "node:assert/strict";
import { Measurements } from "../../../src/link/feed/measurements";

const START = 7_300;

describe("The rate of a feed", () => {
  const steady = (from: number, until: number, every: number, measured = new Measurements(from)) => {
    for (let now = from; now < until; now += every) measured.frame(now);
    return measured;
  };

  it("is nothing before the first frame", () => {
    assert.equal(new Measurements(START).framesPerSecond(START), 0);
  });

  it("is of the time that there was, as long as that is less than ten seconds", () => {
    assert.equal(steady(START, START + 4_000, 100).framesPerSecond(START + 4_000), 10);
  });

  it("does not take a burst in the first moments for a rate", () => {
    assert.equal(steady(START, START + 100, 10).framesPerSecond(START + 100), 10);
  });

  it("is the same for a steady feed at whatever moment one asks", () => {
    for (let moment = START + 20_000; moment < START + 22_000; moment += 100) {
      const rate = steady(START, moment, 10).framesPerSecond(moment);
      assert.ok(Math.abs(rate - 100) <= 1, `${rate} at ${moment}`);
    }
  });

  it("has one decimal, so that a slow feed is told from a dead one", () => {
    const measured = new Measurements(0);
    measured.frame(500);
    assert.equal(measured.framesPerSecond(3_000), 0.3);
  });

  it("forgets what is older than ten seconds, also when nothing has come since", () => {
    const measured = steady(START, START + 5_000, 10);
    assert.ok(measured.framesPerSecond(START + 12_000) > 0);
    assert.equal(measured.framesPerSecond(START + 16_000), 0);
    assert.equal(measured.framesPerSecond(START + 3_600_000), 0);
    measured.frame(START + 3_600_000);
    assert.equal(measured.framesPerSecond(START + 3_600_000), 0.1);
  });
});

describe("The latency of a feed", () => {
  const latencyOf = (delays: readonly number[]) => {
    const measured = new Measurements(0);
    for (const delay of delays) measured.delay(delay);
    return measured.latency();
  };
  const upTo = (last: number) => Array.from({ length: last + 1 }, (_, delay) => delay);

  it("is not known before a frame has said when it was sent", () => {
    assert.equal(latencyOf([]), undefined);
  });

  it("is what frames take beyond the quickest", () => {
    assert.deepEqual(latencyOf([30]), { median: 0, p99: 0 });
    assert.deepEqual(latencyOf([10, 25, 12]), { median: 2, p99: 15 });
  });

  it("is the middle one, and the one that a hundredth exceeds", () => {
    assert.deepEqual(latencyOf(upTo(100)), { median: 50, p99: 99 });
  });

  it("does not depend on the order in which they came", () => {
    assert.deepEqual(latencyOf(upTo(100).reverse()), latencyOf(upTo(100)));
    assert.deepEqual(latencyOf([100, 9, 20]), { median: 11, p99: 91 });
  });

  it("is the same however far the two clocks are apart, and whichever is ahead", () => {
    const delays = [3, 8, 4, 100];
    for (const offset of [600_000, -600_000]) {
      assert.deepEqual(latencyOf(delays.map((delay) => delay + offset)), latencyOf(delays));
    }
  });

  it("takes no wrong time for a delay: one of another year, or all from before a clock was set", () => {
    const delays = [3, 8, 4, 100];
    for (const wrong of [-2_306_853_565_855, 2_306_853_565_855, -3_600_000, 600_000]) {
      assert.deepEqual(latencyOf([...delays, wrong]), latencyOf(delays));
    }
    assert.deepEqual(latencyOf([600_003, 600_009, ...delays]), latencyOf(delays));
  });

  it("is of the latest frames: what was slow an hour ago does not count for ever", () => {
    assert.deepEqual(latencyOf([...upTo(2_000), ...Array(1_024).fill(5)]), { median: 0, p99: 0 });
  });
});
