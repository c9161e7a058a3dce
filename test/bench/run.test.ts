import assert from "node:assert/strict";
import { Exchange } from "../../bench/exchange/exchange";
import { stamped } from "../../bench/exchange/frame";
import { AS_TODAY, makeRing } from "../../bench/exchange/rings";
import { measure, samePayloads } from "../../bench/measure";
import { bare, READ_ONCE } from "../../bench/receivers";
import { BOOK } from "../../bench/subjects";

const DURATION = { singly: 0.02, warmUp: 0.05, seconds: 0.1 };

describe("A run of the bench", function () {
  this.timeout(30_000);

  let exchange: Exchange;
  before(async () => {
    exchange = await Exchange.start();
  });
  after(() => exchange.stop());

  it("counts every frame that a client in a process of its own was sent", async () => {
    const { taken, cost, sentAt, samples } = await measure(exchange, bare("parse"), BOOK, DURATION);
    assert.equal(taken, BOOK.pace.rate * DURATION.seconds);
    assert.equal(sentAt.length, taken);
    assert.ok(cost > 0);
    assert.equal((samples[0] as { d: { bids: unknown[] } }).d.bids.length, 100);
  });

  it("has a client that only reads, and finds a row in every book", async () => {
    const { taken, samples } = await measure(exchange, READ_ONCE, BOOK, DURATION);
    assert.equal(taken, BOOK.pace.rate * DURATION.seconds);
    assert.deepEqual(new Set(samples), new Set([1]));
  });

  it("sends figures in the manner that it is told, one kind of frame after the other", async () => {
    for (const [figures, type] of [
      ["texts", "string"],
      ["numbers", "number"],
    ] as const) {
      exchange.write({ ...AS_TODAY, orderBook: figures });
      const { samples } = await measure(exchange, bare("parse"), BOOK, DURATION);
      const [sample] = samples as { d: { bids: { pr: unknown; sz: unknown }[] } }[];
      const [best] = sample?.d.bids ?? [];
      assert.deepEqual([typeof best?.pr, typeof best?.sz], [type, type]);
    }
    exchange.write(AS_TODAY);
  });

  it("fails when a receiver does not take what it should", async () => {
    const silent = { ...bare("receive"), takes: "nothing" } as const;
    await assert.rejects(measure(exchange, silent, BOOK, DURATION), /took 500 messages of 500 frames/);
  });
});

describe("The frames of the bench", function () {
  this.timeout(30_000);

  it("differ from one to the next, and say when they were sent", () => {
    const frames = makeRing({ of: "orderBook" }, AS_TODAY);
    assert.equal(new Set(frames.map(({ bytes }) => bytes.toString())).size, frames.length);
    const [frame] = frames;
    assert.ok(frame);
    const { ts, d } = JSON.parse(stamped(frame, 1_800_000_000_000).toString());
    assert.deepEqual([ts, d.ts], [1_800_000_000_000, 1_800_000_000_000]);
  });
});

describe("Payloads of two receivers", () => {
  it("are the same if they differ in nothing but the time of the run", () => {
    assert.ok(samePayloads([{ price: 1, timestamp: 5 }], [{ timestamp: 6, price: 1 }]));
    assert.ok(!samePayloads([{ price: 1, timestamp: 5 }], [{ price: 2, timestamp: 5 }]));
    assert.ok(!samePayloads([{ price: 1, timestamp: 5 }], [{ price: 1 }]));
    assert.ok(!samePayloads([], []));
  });
});
