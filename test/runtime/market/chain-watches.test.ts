import assert from "node:assert/strict";
import { ChainWatches } from "../../../src/runtime/market/chain-watches";
import { pass, resumeTime, stopTime } from "../../link/harness";
import { day } from "../../market/market";
import { MadeUpFeed, rawRow } from "./made-up-feed";

describe("The chains that choices look at", () => {
  const chain = { underlying: "BTCUSD", expiry: day("27NOV26") };
  const name = "BTCUSD-27NOV26";
  const option = `${name}-80000-C`;
  let feed: MadeUpFeed;
  let looks: (readonly string[])[];
  let chains: ChainWatches;

  const forward = () => chains.quotes(chain)?.forward;

  beforeEach(() => {
    stopTime();
    feed = new MadeUpFeed(day("27NOV26") - 3_600_000);
    looks = [];
    chains = new ChainWatches(feed.asFeed, (_chain, symbols) => looks.push(symbols));
  });
  afterEach(() => {
    chains.close();
    resumeTime();
  });

  it("are subscribed once, however many need one, and left with the last of them", () => {
    chains.need(chain);
    chains.need(chain);
    assert.deepEqual([feed.labels, feed.asked], [[name], 1]);
    chains.release(chain);
    assert.deepEqual(feed.labels, [name]);
    chains.release(chain);
    chains.release(chain);
    assert.deepEqual(feed.labels, []);
  });

  it("are looked at once a second at most, at the newest then, and other frames stay unread", async () => {
    chains.need(chain);
    let read = 0;
    const push = (price: number) => feed.push(name, [rawRow(option, price)], () => (read += 1));
    push(80_000);
    const once = read;
    for (let price = 80_001; price <= 80_009; price += 1) push(price);
    assert.deepEqual([forward(), read, looks.length], [80_000, once, 1]);
    await pass(1_000);
    assert.deepEqual([forward(), read, looks.length], [80_009, 2 * once, 2]);
    assert.deepEqual(looks[1], [option]);
    await pass(5_000);
    assert.equal(looks.length, 2, "nothing came");
  });

  it("tell nothing of now while there is no link, nor by what came over the last one", () => {
    chains.need(chain);
    feed.push(name, [rawRow(option, 80_000)]);
    assert.deepEqual(chains.forwards(), [{ ...chain, price: 80_000 }]);
    feed.cut();
    assert.deepEqual(chains.forwards(), []);
    assert.equal(forward(), undefined);
    feed.reconnect();
    assert.equal(forward(), undefined);
  });

  it("tell by what comes over the present link, and not by a frame that can't be read", async () => {
    chains.need(chain);
    feed.push(name, [rawRow(option, 80_000)]);
    feed.cut();
    feed.reconnect();
    await pass(1_000);
    feed.push(name, []);
    assert.equal(forward(), undefined);
    await pass(1_000);
    feed.push(name, [rawRow(option, 81_000)]);
    assert.equal(forward(), 81_000);
  });

  it("tell of all that was pushed over the present link, also where a push holds a part of the chain", async () => {
    chains.need(chain);
    const other = `${name}-81000-C`;
    feed.push(name, [rawRow(option, 80_000, 0.5), rawRow(other, 80_000, 0.4)]);
    await pass(1_000);
    feed.push(name, [rawRow(other, 80_000, 0.3)]);
    const deltas = () => [80_000, 81_000].map((strike) => chains.quotes(chain)?.call.get(strike)?.delta);
    assert.deepEqual(deltas(), [0.5, 0.3]);
    feed.cut();
    feed.reconnect();
    await pass(1_000);
    feed.push(name, [rawRow(option, 80_000, 0.6)]);
    assert.deepEqual(deltas(), [0.6, undefined]);
  });

  it("are not looked at any more once nobody needs them", async () => {
    chains.need(chain);
    feed.push(name, [rawRow(option, 80_000)]);
    feed.push(name, [rawRow(option, 81_000)]);
    chains.release(chain);
    await pass(2_000);
    assert.deepEqual([looks.length, forward()], [1, undefined]);
  });
});
