import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { type NodeRed, type Options, startNodeRed } from "./start-node-red";

/** One Node-RED for all tests of a suite, and an exchange of its own for each of them. */
export interface Rig {
  readonly nodeRed: NodeRed;
  readonly exchange: StubExchange;
}

/** Sets a rig up with the hooks of the suite that it is called in; its parts are there once a test runs. */
export function useRig(options: Options = { version: "4.1" }): Rig {
  const parts: { nodeRed?: NodeRed; exchange?: StubExchange } = {};
  before(async () => {
    parts.nodeRed = await startNodeRed(options);
  });
  beforeEach(async () => {
    parts.exchange = await startStubExchange();
    parts.nodeRed?.forget();
  });
  afterEach(async () => {
    await parts.nodeRed?.deploy([]);
    await parts.exchange?.close();
  });
  after(() => parts.nodeRed?.stop());
  return {
    get nodeRed() {
      return present(parts.nodeRed);
    },
    get exchange() {
      return present(parts.exchange);
    },
  };
}

/** One Node-RED for all tests of a suite, and a built-in market of its own for each of them that begins one. */
export interface MarketRig {
  readonly nodeRed: NodeRed;
  readonly simulator: Simulator;
  /** @param start what the market's clock shows then, ms since 1970 */
  begin(start?: number): Promise<Simulator>;
}

/** Sets a rig up with the hooks of the suite that it is called in; its market is there once a test has begun it. */
export function useMarketRig(options: Options, market: { seed: number; start: number }): MarketRig {
  const parts: { nodeRed?: NodeRed; simulator?: Simulator } = {};
  before(async () => {
    parts.nodeRed = await startNodeRed(options);
  });
  afterEach(async () => {
    await parts.nodeRed?.deploy([]);
    await parts.simulator?.close();
    parts.nodeRed?.forget();
  });
  after(() => parts.nodeRed?.stop());
  return {
    get nodeRed() {
      return present(parts.nodeRed);
    },
    get simulator() {
      return present(parts.simulator);
    },
    async begin(start = market.start) {
      parts.simulator = await startSimulator({ ...market, start });
      return parts.simulator;
    },
  };
}

function present<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error("A rig is only there while a test runs.");
  return part;
}
