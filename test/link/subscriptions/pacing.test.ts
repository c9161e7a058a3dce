import assert from "node:assert/strict";
import { backoff } from "../../../src/link/socket/backoff";
import { Pacing } from "../../../src/link/subscriptions/pacing";

const START = 1_800_000_000_000;

/** Sends as a feed does: all that the pace allows, then waits as long as it says. @returns the moments of sending, ms */
function send(count: number, pacing: Pacing, start: number): number[] {
  const moments: number[] = [];
  for (let now = start; moments.length < count; now += pacing.wait(now)) {
    while (moments.length < count && pacing.take(now)) moments.push(now);
  }
  return moments;
}

function mostInOneSecond(moments: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe("pacing", () => {
  it("sends no more than 80 requests in any second of 5,000", () => {
    assert.ok(mostInOneSecond(send(5_000, new Pacing(START), START)) <= 80);
  });

  it("sends no more after a rest, and is as fast as that allows", () => {
    const pacing = new Pacing(START);
    const moments = [...send(500, pacing, START), ...send(500, pacing, START + 3_600_000)];
    assert.ok(mostInOneSecond(moments) <= 80);
    const took = (moments[499] ?? 0) - START;
    assert.ok(took < 500 / 0.065, `${took} ms`);
  });

  it("lets a few requests go at once", () => {
    const pacing = new Pacing(START);
    for (let count = 0; count < 5; count += 1) assert.equal(pacing.take(START), true);
  });

  it("says when the next can go, and then it can", () => {
    const pacing = new Pacing(START);
    let now = START;
    for (let count = 0; count < 1_000; count += 1) {
      if (pacing.take(now)) continue;
      const wait = pacing.wait(now);
      assert.ok(wait > 0);
      now += wait;
      assert.equal(pacing.take(now), true);
    }
  });

  it("sends nothing for as long as it is paused, and goes on slowly", () => {
    const pacing = new Pacing(START);
    pacing.pause(START, 1_000);
    assert.equal(pacing.wait(START), 1_000);
    assert.equal(pacing.take(START + 999), false);
    assert.equal(pacing.take(START + 1_000), true);
    assert.equal(pacing.take(START + 1_000), false);
  });

  it("gains nothing and loses nothing when the clock is set back", () => {
    const pacing = new Pacing(START);
    send(8, pacing, START);
    assert.equal(pacing.take(START - 3_600_000), false);
    assert.ok(pacing.wait(START - 3_600_000) < 100);
  });
});

describe("the wait before the next attempt", () => {
  it("doubles from half a second to half a minute, and is any part of that", () => {
    const longest = Array.from({ length: 9 }, (_, attempt) => backoff(attempt, () => 1));
    assert.deepEqual(longest, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    for (const attempt of [0, 3, 20]) {
      assert.equal(
        backoff(attempt, () => 0),
        0,
      );
      assert.equal(
        backoff(attempt, () => 0.5),
        backoff(attempt, () => 1) / 2,
      );
    }
  });

  it("stays at half a minute however long the outage", () => {
    for (const attempt of [100, 10_000, Number.MAX_SAFE_INTEGER])
      assert.equal(
        backoff(attempt, () => 1),
        30_000,
      );
  });

  it("differs from client to client", () => {
    const waits = new Set(Array.from({ length: 50 }, () => backoff(10)));
    assert.ok(waits.size > 10);
    for (const wait of waits) assert.ok(wait >= 0 && wait <= 30_000);
  });
});
