import assert from "node:assert/strict";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { connectionTo, describeOnEach, flowOf, type NodeRed, node, output, startNodeRed } from "../harness";

interface Book {
  bids: { price: number; size: number }[];
}

const BOOK = {
  c: 20,
  dt: 32,
  d: { s: "BTCUSD", bids: [{ pr: 10, sz: 1 }], asks: [{ pr: 11, sz: 2 }], ts: 1 },
};

describeOnEach("Nodes that share a connection", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed;
  let exchange: StubExchange;

  before(async () => {
    nodeRed = await startNodeRed({ version });
  });
  beforeEach(async () => {
    exchange = await startStubExchange();
    nodeRed.forget();
  });
  afterEach(() => exchange.close());
  after(() => nodeRed.stop());

  const book = (id: string, wires: string[], properties = {}) =>
    node("coincall-order-book", {
      id,
      endpoint: "futures",
      symbols: "BTCUSD",
      wires: [wires],
      ...properties,
    });

  it("have messages of their own: what one flow changes is not seen in another", async () => {
    const spoiler = {
      id: "spoiler",
      type: "function",
      z: "tab",
      func: "msg.payload.bids[0].price = -1; msg.coincall.channel = 'spoilt'; return msg;",
      outputs: 1,
      wires: [["spoilt"]],
    };
    const flow = flowOf(connectionTo(exchange), book("one", ["spoiler", "beside"]), book("two", ["output"]));
    await nodeRed.deploy([...flow, spoiler, output("spoilt"), output("beside")]);
    await exchange.nextFrame();
    exchange.push("futures", BOOK);
    exchange.push("futures", BOOK);
    for (const where of ["output", "beside", "output", "beside"]) {
      const { payload, coincall } = await nodeRed.nextMessage<Book>(undefined, { output: where });
      assert.equal(payload.bids[0]?.price, 10, where);
      assert.equal(coincall.channel, "orderBook", where);
    }
    assert.equal(
      (await nodeRed.nextMessage<Book>(undefined, { output: "spoilt" })).payload.bids[0]?.price,
      -1,
    );
  });

  it("ten of them on one symbol subscribe once, and the tenth to leave unsubscribes", async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `book${index}`);
    const other = book("other", [], { symbols: "ETHUSD" });
    await nodeRed.deploy(flowOf(connectionTo(exchange), ...ids.map((id) => book(id, ["output"])), other));
    await exchange.nextFrame((text) => text.includes("subscribe"));
    exchange.push("futures", BOOK);
    for (const _ of ids) await nodeRed.nextMessage();
    const subscribed = exchange.frames.filter(({ text }) => text.includes("BTCUSD"));
    assert.equal(subscribed.length, 1, "one subscription for all");

    for (const id of ids.slice(1)) nodeRed.send(id, { action: "clear" });
    nodeRed.send("book0", { action: "list" });
    const list = await nodeRed.nextMessage<unknown[]>(({ topic }) => topic === "subscriptions");
    assert.equal(list.payload.length, 1);
    nodeRed.send("book0", { action: "unsubscribe", symbols: "btcusd" });
    const frame = JSON.parse(await exchange.nextFrame((text) => text.includes("unSubscribe")));
    assert.deepEqual(frame, { action: "unSubscribe", dataType: "orderBook", payload: { symbol: "BTCUSD" } });
    assert.equal(exchange.frames.filter(({ text }) => text.includes("unSubscribe")).length, 1);
    assert.equal(exchange.open(), 1, "the other node still has its socket");
  });

  it("each list a symbol as they were given it, and get its messages in any spelling", async () => {
    const greeks = (id: string, symbols: string) =>
      node("coincall-greeks", { id, symbols, wires: [["output"]] });
    const spellings = ["BTC-27DEC30-100000-C", "BTCUSD-27DEC30-100000-C"] as const;
    const nodes = [greeks("short", spellings[0]), greeks("long", spellings[1])];
    await nodeRed.deploy(flowOf(connectionTo(exchange), ...nodes));
    await exchange.nextFrame((text) => text.includes("bsInfo"));
    exchange.push("options", { c: 20, dt: 3, d: { s: spellings[1], delta: 0.5 } });
    for (const _ of nodes) {
      const { topic, payload } = await nodeRed.nextMessage();
      assert.deepEqual([topic, (payload as { strike?: number }).strike], [spellings[1], 100_000]);
    }
    for (const [id, symbol] of [
      ["short", spellings[0]],
      ["long", spellings[1]],
    ] as const) {
      nodeRed.send(id, { action: "list" });
      const { payload } = await nodeRed.nextMessage<{ symbol: string; state: string }[]>();
      assert.deepEqual(
        payload.map((row) => [row.symbol, row.state]),
        [[symbol, "live"]],
      );
    }
  });

  it("have one socket for each endpoint that some node uses", async () => {
    const options = node("coincall-greeks", { symbols: "BTCUSD-27DEC26-100000-C" });
    await nodeRed.deploy(flowOf(connectionTo(exchange), book("one", []), book("two", []), options));
    await exchange.nextFrame((text) => text.includes("orderBook"));
    await exchange.nextFrame((text) => text.includes("bsInfo"));
    assert.deepEqual([exchange.accepted("futures"), exchange.accepted("options")], [1, 1]);
  });
});
