import { setTimeout as pause } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { type NodeRed, type Options, startNodeRed } from "../harness";
import { FRIDAY } from "./told";

/**
 * The Friday's forward ends at the strike of 98,500: a call and a put are worth something there until the end, which
 * tells the forward in any dialect.
 */
const SEED = 2;

/** One Node-RED for all tests of a suite, and a market of its own for each of them. */
export interface Market {
  readonly nodeRed: NodeRed;
  readonly simulator: Simulator;
  /** Begins a market so long before the Friday's expiry, ms. */
  begin(before: number): Promise<Simulator>;
  /** Has the market's clock go on to a moment of that Friday, ms from its expiry. */
  goTo(fromExpiry: number): void;
  /** Waits for such a moment, while nobody sets the clock. */
  reaches(fromExpiry: number): Promise<void>;
}

/** Sets it up with the hooks of the suite that it is called in. */
export function useMarket(options: Options): Market {
  const parts: { nodeRed?: NodeRed; simulator?: Simulator } = {};
  /** ms since 1970, the machine's clock: when the market's expiry is. */
  let expiry = 0;
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
    async begin(before) {
      expiry = Date.now() + before;
      parts.simulator = await startSimulator({ seed: SEED, start: FRIDAY - before });
      return parts.simulator;
    },
    goTo(fromExpiry) {
      present(parts.simulator).control.setTime(FRIDAY + fromExpiry);
    },
    reaches: (fromExpiry) => pause(Math.max(0, expiry + fromExpiry - Date.now())),
  };
}

function present<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error("It is only there while a test runs.");
  return part;
}
