import assert from "node:assert/strict";
import { Alarm } from "../../../../src/link/feed/time/alarm";
import { pass, resumeTime, stopTime } from "../../harness";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe("An alarm by the exchange's clock", () => {
  /** ms that the exchange's clock is ahead. */
  let ahead: number;
  let rung: number[];
  let alarm: Alarm;
  const now = () => performance.now() + ahead;

  beforeEach(() => {
    stopTime();
    ahead = 5 * HOUR;
    rung = [];
    alarm = new Alarm(now, () => rung.push(now()));
  });
  afterEach(() => {
    alarm.close();
    resumeTime();
  });

  it("rings once, at its moment and not before", async () => {
    const moment = now() + 3 * HOUR;
    alarm.set(moment);
    await pass(3 * HOUR - 1);
    assert.deepEqual([rung, alarm.moment], [[], moment]);
    await pass(1);
    assert.deepEqual([rung, alarm.moment], [[moment], Number.POSITIVE_INFINITY]);
    await pass(HOUR);
    assert.equal(rung.length, 1);
  }).timeout(20_000);

  it("rings a minute late at most where the clock was set forward without a word", async () => {
    alarm.set(now() + 3 * HOUR);
    await pass(SECOND);
    ahead += 3 * HOUR;
    await pass(60 * SECOND);
    assert.equal(rung.length, 1);
  });

  it("rings not before its moment where the clock was set back", async () => {
    const moment = now() + 10 * SECOND;
    alarm.set(moment);
    ahead -= 20 * SECOND;
    await pass(29 * SECOND);
    assert.deepEqual(rung, []);
    await pass(SECOND);
    assert.deepEqual(rung, [moment]);
  });

  it("rings for the moment that it was set to last, at once where that is over, and for none where there is none", async () => {
    alarm.set(now() + SECOND);
    alarm.set(now() + 3 * SECOND);
    await pass(2 * SECOND);
    assert.deepEqual(rung, []);
    alarm.set();
    await pass(HOUR / 60);
    assert.deepEqual(rung, []);
    alarm.set(now() - HOUR);
    await pass(1);
    assert.equal(rung.length, 1);
  });

  it("can be set again by what it rings", async () => {
    const again: Alarm = new Alarm(now, () => {
      rung.push(now());
      if (rung.length < 3) again.set(now() + SECOND);
    });
    again.set(now() + SECOND);
    await pass(10 * SECOND);
    assert.equal(rung.length, 3);
  });
});
