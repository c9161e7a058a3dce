import assert from "node:assert/strict";
import { mock } from "node:test";
import { ExchangeClock } from "../../../../src/link/feed/time/exchange-clock";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

describe("the exchange's clock", () => {
  let now = NOW;

  /** A frame that was sent then by the exchange's clock comes now by ours. `moment` is on the one that only runs forward. */
  const frame = (clock: ExchangeClock, sent: number, moment: number) => clock.observe(sent, now, moment);

  beforeEach(() => {
    now = NOW;
    mock.method(Date, "now", () => now);
    mock.method(performance, "now", () => 1_000);
  });

  afterEach(() => mock.restoreAll());

  it("agrees with this machine's until a frame tells its time", () => {
    assert.equal(new ExchangeClock().at(1_000), NOW);
    assert.equal(new ExchangeClock().at(400), NOW - 600);
  });

  it("is told by the frame that was fastest on its way", () => {
    const clock = new ExchangeClock();
    frame(clock, NOW + HOUR - 100, 1_000);
    assert.equal(clock.at(2_000), NOW + HOUR + 900);
    frame(clock, NOW + HOUR + 990, 2_000);
    assert.equal(clock.at(2_000), NOW + HOUR + 990);
    frame(clock, NOW + HOUR + 1_000, 4_000);
    assert.equal(clock.at(4_000), NOW + HOUR + 2_990);
  });

  it("knows whether frames tell it, or somebody had to ask", () => {
    const clock = new ExchangeClock();
    clock.believe(NOW + HOUR, 1_000);
    assert.equal(clock.isHeard, false);
    frame(clock, NOW + HOUR, 1_100);
    assert.equal(clock.isHeard, true);
  });

  it("may be behind", () => {
    const clock = new ExchangeClock();
    frame(clock, NOW - HOUR, 1_000);
    assert.equal(clock.at(1_000), NOW - HOUR);
  });

  for (const hours of [-1, 1]) {
    it(`goes on as it went when somebody sets this machine's by ${hours} h`, () => {
      const clock = new ExchangeClock();
      frame(clock, NOW, 1_000);
      now += hours * HOUR;
      assert.equal(clock.at(2_000), NOW + 1_000);
      assert.equal(frame(clock, NOW + 1_000, 2_000), false);
      assert.equal(clock.at(2_000), NOW + 1_000);
    });
  }

  it("says when it is another than was thought: at first, and when it is set forward", () => {
    const clock = new ExchangeClock();
    assert.equal(frame(clock, NOW, 1_000), true);
    assert.equal(frame(clock, NOW + 100, 1_100), false);
    assert.equal(frame(clock, NOW + 900, 2_000), false);
    assert.equal(frame(clock, NOW + HOUR, 2_100), true);
  });

  it("is not set by a single frame that is days off, nor by one in between", () => {
    const clock = new ExchangeClock();
    for (let moment = 1_000; moment < 60_000; moment += 1_000) {
      assert.equal(frame(clock, NOW + YEAR, moment), false);
      frame(clock, NOW + moment, moment);
    }
    assert.equal(clock.at(60_000), NOW + 60_000);
  });

  it("may be days or years off where frame after frame says so, as a market does that is played", () => {
    const clock = new ExchangeClock();
    const told = Array.from({ length: 12 }, (_, count) =>
      frame(clock, NOW + YEAR + count * 100, count * 100),
    );
    assert.equal(told.filter(Boolean).length, 1);
    assert.equal(clock.at(1_100), NOW + YEAR + 1_100);
    assert.equal(frame(clock, NOW + YEAR + HOUR, 1_200), true, "and is set from there");
  });

  it("is never so far off that the frames must be written in another unit", () => {
    const clock = new ExchangeClock();
    for (let count = 0; count < 100; count += 1) frame(clock, (NOW + count) * 1_000, 1_000 + count);
    assert.equal(clock.at(1_100), NOW + 100);
  });

  it("is believed when it was asked for, whatever it says, until frames tell more", () => {
    const clock = new ExchangeClock();
    clock.believe(NOW + YEAR, 1_000);
    assert.equal(clock.at(2_000), NOW + YEAR + 1_000);
    frame(clock, NOW + YEAR + 990, 2_000);
    assert.equal(clock.at(2_000), NOW + YEAR + 990);
  });
});
