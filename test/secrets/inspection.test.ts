import assert from "node:assert/strict";
import { inspect } from "node:util";
import connection from "../../nodes/connection";
import spot from "../../nodes/spot";
import status from "../../nodes/status";
import type { ConnectionNode } from "../../src/runtime/connection/connection-node";
import { KEY, SECRET } from "../embedded/harness";
import { Needles } from "../support/secrets/needles";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";

/** What is used of `node-red-node-test-helper`, which comes without types. */
interface TestHelper {
  init(nodeRed: string): void;
  startServer(done: () => void): void;
  stopServer(done: () => void): void;
  load(types: readonly unknown[], flow: readonly object[], credentials: object): Promise<void>;
  unload(): Promise<void>;
  getNode(id: string): unknown;
}

const helper: TestHelper = require("node-red-node-test-helper");
const needles = new Needles(KEY, SECRET);

/** Whoever prints one of our objects, or hands it to another program as JSON, gives no secret away. */
describe("An object of the palette, printed", () => {
  let exchange: StubExchange;
  let node: ConnectionNode;

  before(async () => {
    helper.init(require.resolve("node-red"));
    await new Promise<void>((resolve) => helper.startServer(resolve));
    exchange = await startStubExchange();
    const flow = [
      { id: "connection", type: "coincall-connection", environment: "custom", url: exchange.url },
      { id: "spot", type: "coincall-spot", connection: "connection", symbols: "BTCUSD" },
      { id: "status", type: "coincall-status", connection: "connection" },
    ];
    await helper.load([connection, spot, status], flow, { connection: { apiKey: KEY, apiSecret: SECRET } });
    await exchange.nextFrame((text) => text.includes("BTCUSD"));
    node = helper.getNode("connection") as ConnectionNode;
  });
  after(async () => {
    await helper.unload();
    await exchange.close();
    await new Promise<void>((resolve) => helper.stopServer(resolve));
  });

  const objects: Record<string, () => unknown> = {
    "the connection node": () => node,
    "a node that uses it": () => helper.getNode("spot"),
    "a node that tells of it": () => helper.getNode("status"),
    "what they share": () => node.connection,
    "its feed": () => node.connection?.feed("futures"),
  };

  for (const [name, object] of Object.entries(objects)) {
    it(`shows neither key nor secret: ${name}`, () => {
      assert.ok(object());
      assert.deepEqual(needles.in(inspect(object(), { depth: 10, maxStringLength: null })), []);
    });

    it(`shows neither, also with all that is hidden: ${name}`, () => {
      const everything = { depth: 10, maxStringLength: null, maxArrayLength: null, showHidden: true };
      for (const getters of [false, true]) {
        assert.deepEqual(needles.in(inspect(object(), { ...everything, getters })), []);
      }
    });

    it(`has neither as JSON: ${name}`, () => {
      assert.deepEqual(needles.in(JSON.stringify(object(), withoutCycles())), []);
    });
  }

  it("still has them for Node-RED: the connection node", () => {
    assert.deepEqual({ ...node.credentials }, { apiKey: KEY, apiSecret: SECRET });
  });

  it("has neither in the report that Node.js writes when it crashes", () => {
    assert.deepEqual(needles.in(JSON.stringify(process.report?.getReport(new Error("crash")))), []);
  });
});

function withoutCycles(): (key: string, value: unknown) => unknown {
  const seen = new Set<unknown>();
  return (_key, value) => {
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return value;
  };
}
