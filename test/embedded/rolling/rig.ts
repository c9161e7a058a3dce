import { setTimeout as pause } from "node:timers/promises";
import type { Simulator } from "../../../src/simulator/index";
import { type NodeRed, type Options, useMarketRig } from "../harness";
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
  const rig = useMarketRig(options, { seed: SEED, start: FRIDAY });
  /** ms since 1970, the machine's clock: when the market's expiry is. */
  let expiry = 0;
  return {
    get nodeRed() {
      return rig.nodeRed;
    },
    get simulator() {
      return rig.simulator;
    },
    begin(before) {
      expiry = Date.now() + before;
      return rig.begin(FRIDAY - before);
    },
    goTo(fromExpiry) {
      rig.simulator.control.setTime(FRIDAY + fromExpiry);
    },
    reaches: (fromExpiry) => pause(Math.max(0, expiry + fromExpiry - Date.now())),
  };
}
