import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import {
  connectionTo,
  type Deployment,
  type FlowNode,
  flowOf,
  node,
  startNodeRed,
  useRig,
} from "../embedded/harness";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";
import { type Census, takeCensus } from "./census";
import { deployAgain, deployFirst } from "./deploys";

const TIMES = 40;
/** Until everything is compiled and every cache is filled. */
const WARM_UP = 10;
/** Of the heap in `TIMES` deploys, bytes: a node and what it remembers is soon more than that. */
const MOST_GROWTH = 4 * 2 ** 20;
const PATIENCE = 8_000;

describe("Deploys leave nothing behind", function () {
  this.timeout(60_000);
  const rig = useRig();

  for (const type of ["full", "nodes", "flows"] as const satisfies readonly Deployment[]) {
    it(`in the mode ${type}: sockets, timers, listeners and memory are those of the first`, async () => {
      const { nodeRed, exchange } = rig;
      await deployFirst(nodeRed, exchange);
      await deployAgain(nodeRed, exchange, type, WARM_UP);
      const before = await settledCensus((census) => census.listeners > 0);
      await deployAgain(nodeRed, exchange, type, TIMES);
      const isAsBefore = (census: Census) => isAtMost(census, before);
      const after = await settledCensus(isAsBefore);
      assert.ok(isAsBefore(after), `before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
      assert.deepEqual([exchange.open("options"), exchange.open("futures")], [1, 1]);
    });
  }

  /**
   * What belongs to a deploy that is over may go on for a moment: a goodbye, a request that is kept alive, and the
   * memory that these hold.
   */
  async function settledCensus(holds: (census: Census) => boolean): Promise<Census> {
    const deadline = Date.now() + PATIENCE;
    await rig.exchange.openBecomes(2);
    for (;;) {
      const census = await takeCensus(rig.nodeRed);
      if (holds(census) || Date.now() > deadline) return census;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});

/** Node-RED and the status line have a timer now and then. */
const PASSING_TIMERS = 2;

function isAtMost(census: Census, before: Census): boolean {
  const isMore = ([kind, count]: [string, number]) => {
    const passing = kind === "Timeout" ? PASSING_TIMERS : 0;
    return count > (before.resources[kind] ?? 0) + passing;
  };
  const grown = census.heapUsed - before.heapUsed;
  return (
    census.listeners <= before.listeners &&
    grown < MOST_GROWTH &&
    !Object.entries(census.resources).some(isMore)
  );
}

/** A state of the link, and how a connection gets into it. */
interface State {
  readonly name: string;
  readonly flow: (exchange: StubExchange, deaf: string) => FlowNode[];
  readonly shown?: RegExp;
}

const SPOT = node("coincall-spot", { symbols: "BTCUSD" });

const STATES: readonly State[] = [
  { name: "idle", flow: (exchange) => flowOf(connectionTo(exchange)) },
  {
    name: "connecting",
    flow: (exchange, deaf) => flowOf(connectionTo(exchange, { url: deaf }), SPOT),
    shown: /connecting/,
  },
  { name: "open", flow: (exchange) => flowOf(connectionTo(exchange), SPOT), shown: /waiting for data/ },
  {
    name: "waiting to reconnect",
    flow: (exchange) => flowOf(connectionTo(exchange, { url: "ws://127.0.0.1:9" }), SPOT),
    shown: /reconnecting/,
  },
  {
    name: "refused",
    flow: (exchange) => {
      exchange.refuseWith(403);
      return flowOf(connectionTo(exchange), SPOT);
    },
    shown: /refused/,
  },
];

describe("Node-RED stops in less than a second", function () {
  this.timeout(30_000);
  let exchange: StubExchange;
  let deaf: DeafServer;

  beforeEach(async () => {
    exchange = await startStubExchange();
    deaf = await startDeafServer();
  });
  afterEach(async () => {
    await exchange.close();
    deaf.close();
  });

  for (const { name, flow, shown } of STATES) {
    it(`when the link is ${name}`, async () => {
      const nodeRed = await startNodeRed({ version: "4.1" });
      await nodeRed.deploy(flow(exchange, deaf.url));
      if (shown) await nodeRed.nextStatus("spot", ({ text = "" }) => shown.test(text));
      // It kills what takes longer, and throws.
      await nodeRed.stop();
    });
  }
});

interface DeafServer {
  readonly url: string;
  close(): void;
}

/** Takes connections and says nothing. */
async function startDeafServer(): Promise<DeafServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `ws://127.0.0.1:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
