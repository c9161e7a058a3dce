import assert from "node:assert/strict";
import { symbolSubscription } from "../../../src/protocol/subscription";
import { Recorder, settled, until } from "../harness";
import { Stage } from "./stage";

describe("a feed", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  const spot = symbolSubscription("spot", "options", "BTCUSD");
  const price = (s: string) => ({ c: 20, dt: 30, d: { s, pr: 1, ts: 1 } });

  async function live() {
    const started = stage.feed();
    const one = new Recorder();
    started.feed.subscribe(spot, one);
    await until(() => started.feed.counts().live === 1);
    return { ...started, one };
  }

  for (const exact of [false, true]) {
    it(`reads a frame with a byte-order mark in front${exact ? ", exactly too" : ""}`, async () => {
      const { feed, unreadable } = stage.feed();
      const one = new Recorder(exact);
      feed.subscribe(spot, one);
      await until(() => feed.counts().live === 1);
      for (let frame = 0; frame < 2; frame += 1) {
        stage.exchange.push("options", `\uFEFF${JSON.stringify(price("BTCUSD"))}`);
        await until(() => one.updates.length === frame + 1);
      }
      assert.equal(one.rows.length, 2);
      assert.deepEqual(unreadable, []);
    });
  }

  it("answers a ping, of which nothing is told", async () => {
    const { unreadable } = await live();
    stage.exchange.push("options", { ping: 1_700_000_000_123 });
    assert.equal(await stage.exchange.nextFrame((text) => text.includes("pong")), '{"pong":1700000000123}');
    assert.deepEqual(unreadable, []);
  });

  for (const quote of [{ quoteId: "1" }, { quoteId: "1", s: "BTCUSD", pr: 5 }]) {
    it(`takes ${Object.keys(quote)} under a price's number for no price and no error`, async () => {
      const { feed, one, unreadable } = await live();
      stage.exchange.push("options", price("BTCUSD"));
      await until(() => one.updates.length === 1);
      stage.exchange.push("options", { c: 20, dt: 30, d: quote });
      stage.exchange.push("options", { c: 20, dt: 30, d: [quote] });
      stage.exchange.push("options", price("BTCUSD"));
      await until(() => one.rows.length === 2);
      await settled();
      assert.deepEqual([one.rows.length, unreadable, feed.state.name], [2, [], "open"]);
    });
  }
});
