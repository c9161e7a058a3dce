/** The options on one underlying: which are listed, and how the list rolls at 08:00 UTC. */

import type { Right } from "../../../protocol/symbols/symbols";
import type { Course } from "../course";
import { nameOption } from "../names";
import { branch, hashText, uniform } from "../pricing/random";
import type { Underlying } from "../underlying";
import { DAY, entryOf, expiriesAt } from "./expiries";
import type { OptionInstrument } from "./instruments";
import { ListedOption } from "./listed-option";
import { Series } from "./series";
import type { Ladder } from "./strikes";

const RIGHTS: readonly Right[] = ["call", "put"];
const HOUR = 3_600_000;
/** ms after 08:00 in which what is new is listed. */
const LISTING = { earliest: 1_000, latest: 60_000 };

/** By strike and right. */
type Options = Map<string, OptionInstrument>;

export class Listing {
  readonly underlying: Underlying;
  readonly #root: number;
  readonly #course: Course;
  readonly #ladder: Ladder;
  readonly #series = new Map<number, { readonly series: Series; readonly options: Options }>();
  #expiries: readonly number[] = [];
  /** Until when nothing changes, ms since 1970. */
  #settled = Number.NEGATIVE_INFINITY;

  /** @param root key of the market */
  constructor(underlying: Underlying, root: number, course: Course, ladder: Ladder) {
    this.underlying = underlying;
    this.#root = branch(root, hashText(underlying.symbol));
    this.#course = course;
    this.#ladder = ladder;
  }

  /** ms since 1970, ascending. */
  get expiries(): readonly number[] {
    this.#roll();
    return this.#expiries;
  }

  /** Ascending; empty for an expiry that is not listed. */
  strikes(expiry: number): readonly number[] {
    this.#roll();
    return this.#series.get(expiry)?.series.strikes ?? [];
  }

  get options(): Iterable<OptionInstrument> {
    return this.expiries.flatMap((expiry) => this.chain(expiry));
  }

  option(expiry: number, strike: number, right: Right): OptionInstrument | undefined {
    this.#roll();
    return this.#series.get(expiry)?.options.get(keyOf(strike, right));
  }

  /** All options of an expiry, by strike, the call before the put. */
  chain(expiry: number): OptionInstrument[] {
    return this.strikes(expiry).flatMap((strike) =>
      RIGHTS.flatMap((right) => this.option(expiry, strike, right) ?? []),
    );
  }

  /** The strikes of an expiry, ascending, that were listed at a moment that is over; the expiry may be over too. */
  strikesAt(expiry: number, time: number): number[] {
    this.#roll();
    const series = this.#series.get(expiry)?.series ?? this.#make(expiry);
    series.advance(time);
    return series
      .since(time)
      .map(({ strike }) => strike)
      .sort((a, b) => a - b);
  }

  /** An option that is listed, or was. */
  formerOption(expiry: number, strike: number, right: Right): OptionInstrument {
    return (
      this.option(expiry, strike, right) ?? this.#makeOption(expiry, strike, right, this.#listedAt(expiry))
    );
  }

  /** Lists strikes around the present price in every expiry, without waiting for the full hour. */
  surround(): void {
    this.#roll();
    const { time } = this.#course;
    for (const { series, options } of this.#series.values()) {
      for (const { strike } of series.surround(this.underlying.index, time))
        this.#listStrike(series, options, strike, time);
    }
  }

  /** Delists what has expired, lists what is due, and follows the money with new strikes. */
  #roll(): void {
    const { time } = this.#course;
    if (time < this.#settled) return;
    for (const expiry of this.#series.keys()) if (expiry <= time) this.#series.delete(expiry);
    const calendar = expiriesAt(time);
    this.#expiries = calendar.filter((expiry) => this.#listedAt(expiry) <= time);
    for (const expiry of this.#expiries) {
      if (!this.#series.has(expiry))
        this.#series.set(expiry, { series: this.#make(expiry), options: new Map() });
    }
    for (const { series, options } of this.#series.values()) {
      for (const { strike, since } of series.advance(time)) this.#listStrike(series, options, strike, since);
    }
    const due = calendar.map((expiry) => this.#listedAt(expiry)).filter((listed) => listed > time);
    this.#settled = Math.min((Math.floor(time / HOUR) + 1) * HOUR, ...due);
  }

  #make(expiry: number): Series {
    return new Series(this.underlying, expiry, this.#listedAt(expiry), this.#ladder);
  }

  #listedAt(expiry: number): number {
    const share = uniform(branch(this.#root, Math.floor(expiry / DAY)));
    return entryOf(expiry) + Math.floor(LISTING.earliest + (LISTING.latest - LISTING.earliest) * share);
  }

  #listStrike(series: Series, options: Options, strike: number, since: number): void {
    for (const right of RIGHTS) {
      options.set(keyOf(strike, right), this.#makeOption(series.expiry, strike, right, since));
    }
  }

  #makeOption(expiry: number, strike: number, right: Right, listed: number): OptionInstrument {
    const { underlying } = this;
    const { specification } = underlying;
    const symbol = nameOption(specification, expiry, strike, right);
    const key = branch(this.#root, hashText(symbol));
    const terms = { symbol, underlying, contract: specification.option, key, expiry, strike, right, listed };
    return new ListedOption(terms, this.#course);
  }
}

function keyOf(strike: number, right: Right): string {
  return `${strike}-${right}`;
}
