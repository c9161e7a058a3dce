import assert from "node:assert/strict";
import { ExchangeClock } from "../../../src/link/feed/exchange-clock";

describe("the exchange's clock", () => {
  it("agrees with this machine's until a frame tells its time", () => {
    assert.equal(new ExchangeClock().toExchange(1_000), 1_000);
  });

  it("is told by the frame that was fastest on its way", () => {
    const clock = new ExchangeClock();
    clock.observe(600_900, 1_000);
    assert.equal(clock.toExchange(2_000), 601_900);
    clock.observe(601_990, 2_000);
    assert.equal(clock.toExchange(2_000), 601_990);
    clock.observe(602_000, 4_000);
    assert.equal(clock.toExchange(4_000), 603_990);
  });

  it("may be behind", () => {
    const clock = new ExchangeClock();
    clock.observe(1_000, 601_000);
    assert.equal(clock.toExchange(601_000), 1_000);
  });
});
