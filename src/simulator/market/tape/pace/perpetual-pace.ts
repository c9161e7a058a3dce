/** How often a perpetual trades: more in the American afternoon than in the night before it, and in one minute more than in another. */

import { MOST_ORDINALS } from "../../course";
import type { Contract } from "../../listing/specifications";
import { uniform } from "../../pricing/random";
import type { Pace } from "./schedule";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BUSIEST_HOUR = 15;
const SWING = 0.35;
/** By the hour of the day. */
const ACTIVITY = Array.from(
  { length: 24 },
  (_, hour) => 1 + SWING * Math.cos(((hour - BUSIEST_HOUR) / 12) * Math.PI),
);

export class PerpetualPace implements Pace {
  readonly length = MINUTE;
  readonly typicalLots: number;
  readonly #perMinute: number;

  /** @param pace trades a second */
  constructor(contract: Contract, pace: number) {
    this.typicalLots = contract.typicalLots / 10;
    this.#perMinute = pace * 60;
  }

  count(start: number, key: number): number {
    const activity = ACTIVITY[Math.floor(start / HOUR) % 24] ?? 1;
    const count = Math.round(this.#perMinute * activity * (0.5 + uniform(key)));
    return Math.min(Math.max(1, count), MOST_ORDINALS);
  }

  span(): number {
    return MINUTE;
  }
}
