/** The trades of all options on an underlying together. */

import { type Course, timeOf } from "../course";
import type { OptionInstrument } from "../listing/instruments";
import type { Listing } from "../listing/listing";
import { countUntil } from "../steps";
import { OrderedTrades } from "./ordered-trades";
import type { Plan } from "./pace/schedule";
import { RecentTrades, type Trade } from "./trades";

const HOUR = 3_600_000;
/** Hours that are looked through for the latest trades. */
const MOST_HOURS = 24;
/** Hours that are kept: the present one and, for a while, the one before. */
const KEPT = 2;

interface Hour {
  /** ms since 1970, ascending. */
  readonly times: readonly number[];
  readonly planned: readonly { readonly option: OptionInstrument; readonly plan: Plan }[];
}

export class OptionFlow {
  readonly recent: RecentTrades;
  readonly #listing: Listing;
  readonly #course: Course;
  readonly #ordered = new OrderedTrades();
  readonly #hours = new Map<number, Hour>();

  constructor(listing: Listing, course: Course) {
    this.#listing = listing;
    this.#course = course;
    this.recent = new RecentTrades(course, (limit, sequence) => this.#latest(limit, sequence));
  }

  order(trade: Trade): void {
    this.#ordered.add(trade);
  }

  #latest(limit: number, sequence: number): Trade[] {
    const { time } = this.#course;
    const own = this.#latestPlanned(limit, timeOf(sequence), time).map(({ option, plan }) =>
      option.tape.trade(plan),
    );
    const trades = [...own, ...this.#ordered.latest(limit, sequence, time)];
    return trades.sort((a, b) => a.sequence - b.sequence).slice(-limit);
  }

  /** Newest first. */
  #latestPlanned(limit: number, after: number, until: number): Hour["planned"][number][] {
    const found: Hour["planned"][number][] = [];
    const present = Math.floor(until / HOUR) * HOUR;
    const first = Math.max(Math.floor(after / HOUR) * HOUR, present - MOST_HOURS * HOUR);
    for (let start = present; start >= first && found.length < limit; start -= HOUR) {
      const { times, planned } = this.#hour(start);
      const end = countUntil(times, until);
      const lived = planned
        .slice(countUntil(times, after), end)
        .filter(({ option }) => option.expiry > until);
      found.push(...lived.reverse());
    }
    return found.slice(0, limit);
  }

  #hour(start: number): Hour {
    const known = this.#hours.get(start);
    if (known) return known;
    const planned = [...this.#listing.options]
      .flatMap((option) => option.tape.plansAt(start).map((plan) => ({ option, plan })))
      .sort((a, b) => a.plan.time - b.plan.time);
    const hour = { times: planned.map(({ plan }) => plan.time), planned };
    this.#hours.set(start, hour);
    for (const oldest of this.#hours.keys()) if (this.#hours.size > KEPT) this.#hours.delete(oldest);
    return hour;
  }
}
