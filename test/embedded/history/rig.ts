import { type Simulator, startSimulator } from "../../../src/simulator/index";
import {
  connection,
  type FlowNode,
  type NodeRed,
  node,
  type Options,
  output,
  type Properties,
  startNodeRed,
} from "../harness";

/** A Wednesday's 14:00 UTC, half a minute later: a candle of a minute is open. */
export const BEGIN = Date.UTC(2026, 10, 25, 14, 0, 30);
export const MINUTE = 60_000;

/** One Node-RED for all tests of a suite, and a market of its own for each of them. */
export interface Rig {
  readonly nodeRed: NodeRed;
  readonly simulator: Simulator;
  /** Begins a market at a moment of its clock, ms since 1970. */
  begin(start?: number): Promise<Simulator>;
}

/** Sets it up with the hooks of the suite that it is called in. */
export function useHistory(options: Options = { version: "4.1" }): Rig {
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
    async begin(start = BEGIN) {
      parts.simulator = await startSimulator({ seed: 17, start });
      return parts.simulator;
    },
  };
}

function present<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error("It is only there while a test runs.");
  return part;
}

export function connectionTo({ url }: Simulator, properties: Properties = {}): FlowNode {
  const credentials = { apiKey: "demo", apiSecret: "demo" };
  return connection({ environment: "custom", url, credentials, ...properties });
}

/** A candle node of a perpetual, with an output of its own: `kline-out`. */
export function candles(properties: Properties = {}): FlowNode[] {
  const { id = "kline" } = properties as { id?: string };
  return [
    node("coincall-kline", {
      endpoint: "futures",
      symbols: "BTCUSD",
      wires: [[`${id}-out`]],
      ...properties,
    }),
    output(`${id}-out`),
  ];
}
