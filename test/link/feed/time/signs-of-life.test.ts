import assert from "node:assert/strict";
import { pass, Recorder, settled, until } from "../../harness";
import { book, bookPush, Stage } from "../stage";

const OPTION = "BTCUSD-27DEC30-100000-C";
const HEARTBEAT = '{"action":"heartbeat"}';

describe("A sign of life", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  async function live() {
    const recorded = stage.feed();
    recorded.feed.subscribe(book(OPTION), new Recorder());
    await until(() => recorded.feed.counts().live === 1);
    return recorded;
  }

  const heartbeats = () => stage.exchange.frames.filter(({ text }) => text === HEARTBEAT).length;

  it("is any frame, at the moment at which it came", async () => {
    const { feed } = await live();
    await pass(700);
    stage.exchange.push("options", bookPush(OPTION));
    await settled();
    const heard = feed.time.now();
    await pass(900);
    assert.equal(feed.signs.heard, heard);
  });

  it("is asked for before its time, once for all who wait for it, and told when it is there", async () => {
    const { feed } = await live();
    const told: number[] = [];
    for (const one of [1, 2]) feed.signs.next(() => told.push(one));
    assert.deepEqual(told, []);
    await until(() => told.length === 2);
    assert.deepEqual([told, heartbeats()], [[1, 2], 1]);
    stage.exchange.push("options", bookPush(OPTION));
    await settled();
    assert.deepEqual(told, [1, 2], "each is told once");
  });

  it("is told once what came with it was passed on", async () => {
    stage.exchange.acknowledge = (frame) =>
      JSON.stringify(frame) === HEARTBEAT ? undefined : { action: "SUBSCRIBE", result: "success" };
    const { feed } = stage.feed();
    const recorder = new Recorder();
    feed.subscribe(book(OPTION), recorder);
    await until(() => feed.counts().live === 1);
    let seen = -1;
    feed.signs.next(() => {
      seen = recorder.updates.length;
    });
    stage.exchange.push("options", bookPush(OPTION));
    await until(() => seen >= 0);
    assert.equal(seen, 1);
  });

  it("is not told to whoever does not wait any more", async () => {
    const { feed } = await live();
    let told = false;
    const waitsNoLonger = feed.signs.next(() => {
      told = true;
    });
    waitsNoLonger();
    await settled();
    assert.deepEqual([told, heartbeats()], [false, 1]);
  });

  it("that is asked for again and again keeps no dead link", async () => {
    const { feed, failures } = await live();
    stage.exchange.acknowledge = "none";
    for (let second = 0; second < 10; second += 1) {
      feed.signs.next(() => {});
      await pass(1_000);
    }
    assert.deepEqual(
      failures.map(({ reason }) => reason),
      ["heartbeatUnanswered"],
    );
  });
});
