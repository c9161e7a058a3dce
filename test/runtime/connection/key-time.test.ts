import assert from "node:assert/strict";
import { KeyTime } from "../../../src/runtime/connection/key-time";
import type { ServerTime } from "../../../src/runtime/rest/server-time";
import { pass, resumeTime, setClock, stopTime } from "../../link/harness";

const MINUTE = 60_000;

describe("The time that keys are signed with", () => {
  /** ms that the exchange's clock is ahead of ours was; `undefined` while it does not answer. */
  let ahead: number | undefined;
  let asked: number;
  let exchange: number;
  const learned: ServerTime[] = [];

  function keyTime(): KeyTime {
    const ask = async () => {
      asked += 1;
      const moment = performance.now();
      return ahead === undefined ? undefined : { time: exchange + moment, moment };
    };
    return new KeyTime(ask, (time) => learned.push(time));
  }

  /** Sets the exchange's clock. */
  function setExchange(to: number | undefined): void {
    ahead = to;
    exchange = Date.now() - performance.now() + (to ?? 0);
  }

  beforeEach(() => {
    stopTime();
    asked = 0;
    learned.length = 0;
  });
  afterEach(resumeTime);

  it("is this machine's, and nobody is asked, until a signature is refused", async () => {
    const time = keyTime();
    assert.equal(time.now(), Date.now());
    assert.deepEqual([asked, time.secondsOff], [0, undefined]);
  });

  for (const by of [10 * MINUTE, -10 * MINUTE, 1_001]) {
    it(`is the exchange's once that refused one, and is ${by} ms ahead`, async () => {
      setExchange(by);
      const time = keyTime();
      assert.equal(await time.refused(), true);
      assert.equal(time.now(), Date.now() + by);
      assert.equal(time.secondsOff, Math.round(Math.abs(by) / 1_000));
      assert.equal(learned.length, 1);
      assert.equal(await time.refused(), false, "another clock would not help any more");
      assert.equal(learned.length, 1);
    });
  }

  it("stays this machine's where that is right to a second, or the exchange tells no time", async () => {
    for (const by of [0, 1_000, -1_000, undefined]) {
      setExchange(by);
      const time = keyTime();
      assert.equal(await time.refused(), false);
      assert.deepEqual([time.now(), time.secondsOff, learned.length], [Date.now(), undefined, 0]);
    }
  });

  it("goes on as the exchange's whatever somebody sets this machine's clock to", async () => {
    setExchange(10 * MINUTE);
    const time = keyTime();
    await time.refused();
    const before = time.now();
    setClock(-60 * MINUTE);
    await pass(5_000);
    assert.equal(time.now(), before + 5_000);
    assert.equal(time.secondsOff, 70 * 60);
  });

  it("is this machine's again once that was set right, and the exchange refused another", async () => {
    setExchange(10 * MINUTE);
    const time = keyTime();
    await time.refused();
    setExchange(0);
    assert.equal(await time.refused(), true);
    assert.deepEqual([time.now(), time.secondsOff], [Date.now(), undefined]);
  });

  it("is asked for once by two links that are refused together", async () => {
    setExchange(MINUTE);
    const time = keyTime();
    assert.deepEqual(await Promise.all([time.refused(), time.refused()]), [true, true]);
    assert.equal(asked, 1);
  });
});
