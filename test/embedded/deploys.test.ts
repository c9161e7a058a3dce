import assert from "node:assert/strict";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";
import {
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  type NodeRed,
  node,
  saved,
  startNodeRed,
} from "./harness";

const spot = (symbol: string, price: number) => ({ c: 20, dt: 30, d: { s: symbol, pr: price, ts: 1 } });

describeOnEach("A deploy", function (version) {
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
  afterEach(async () => {
    await nodeRed.deploy([]);
    await exchange.close();
  });
  after(() => nodeRed.stop());

  const watching = (symbols: string, properties = {}) => node("coincall-spot", { symbols, ...properties });

  /** Pushes a price and gives back everything that the flow got of it, up to a mark that follows it. */
  async function pushed(symbol: string, price: number): Promise<number> {
    nodeRed.forget();
    exchange.push("futures", spot(symbol, price));
    exchange.push("futures", spot(symbol, -1));
    await nodeRed.nextMessage<{ price: number }>(({ payload }) => payload.price === -1);
    return nodeRed.messages<{ price: number }>().filter(({ payload }) => payload.price === price).length;
  }

  for (const type of ["nodes", "flows"] as const) {
    it(`of modified ${type} leaves exactly one socket, and each message once`, async () => {
      const flow = (name: string): FlowNode[] => flowOf(connectionTo(exchange), watching("BTCUSD", { name }));
      await nodeRed.deploy(flow("first"));
      await exchange.nextFrame((text) => text.includes("BTCUSD"));
      for (const name of ["second", "third", "fourth"]) {
        await nodeRed.deploy(saved(flow(name)), type);
        assert.equal(await pushed("BTCUSD", 7), 1);
      }
      assert.deepEqual([exchange.open(), exchange.accepted()], [1, 1]);
      const requests = exchange.frames.filter(({ text }) => text.includes("BTCUSD"));
      assert.equal(requests.length, 1, "the new node took the subscription over");
    });
  }

  it("that removes the last user closes the socket", async () => {
    await nodeRed.deploy(flowOf(connectionTo(exchange), watching("BTCUSD")));
    await exchange.nextFrame((text) => text.includes("BTCUSD"));
    await nodeRed.deploy(saved(flowOf(connectionTo(exchange))), "nodes");
    await exchange.openBecomes(0);
  });

  it("of a changed connection opens one new socket in place of the old one", async () => {
    const flow = (protocol: string) => flowOf(connectionTo(exchange, { protocol }), watching("BTCUSD"));
    await nodeRed.deploy(flow("signed"));
    await exchange.nextFrame((text) => text.includes('"subscribe"'));
    await nodeRed.deploy(saved(flow("apikey")), "nodes");
    await exchange.nextFrame((text) => text.includes('"c":20'));
    assert.equal(await pushed("BTCUSD", 7), 1);
    assert.deepEqual([exchange.open(), exchange.accepted()], [1, 2]);
  });

  it("that moves a node to another connection moves its subscription", async () => {
    const other = connectionTo(exchange, { id: "other", protocol: "apikey" });
    const flow = (connection: string) =>
      flowOf(connectionTo(exchange), other, watching("BTCUSD", { connection }));
    await nodeRed.deploy(flow("connection"));
    await exchange.nextFrame((text) => text.includes('"subscribe"'));
    await nodeRed.deploy(saved(flow("other")), "nodes");
    await exchange.nextFrame((text) => text.includes('"c":20'));
    assert.equal(await pushed("BTCUSD", 7), 1);
    await exchange.openBecomes(1);
    assert.equal(exchange.accepted(), 2);
  });

  it("that changes a node's symbols lets the old ones go", async () => {
    await nodeRed.deploy(flowOf(connectionTo(exchange), watching("BTCUSD")));
    await exchange.nextFrame((text) => text.includes("BTCUSD"));
    await nodeRed.deploy(saved(flowOf(connectionTo(exchange), watching("ETHUSD"))), "nodes");
    await exchange.nextFrame((text) => text.includes("ETHUSD"));
    const frame = await exchange.nextFrame((text) => text.includes("unSubscribe"));
    assert.match(frame, /BTCUSD/);
    assert.equal(exchange.accepted(), 1);
  });
});
