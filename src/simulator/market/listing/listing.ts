/** The options on one underlying: which are listed, and how the list rolls at 08:00 UTC. */

import { formatOption, type Right } from "../../../protocol/symbols/symbols";
import { hashText, noise } from "../pricing/random";
import { Tape } from "../tape/tape";
import type { Underlying } from "../underlying";
import { DAY, expiriesAt } from "./expiries";
import type { OptionInstrument } from "./instruments";
import { sizeOf } from "./specifications";
import { missingStrikes, strikeLadder, strikeSpacing } from "./strikes";

const RIGHTS: readonly Right[] = ["call", "put"];

interface Series {
  readonly expiry: number;
  /** Ascending. */
  strikes: number[];
}

export class Listing {
  readonly underlying: Underlying;
  readonly #options = new Map<string, OptionInstrument>();
  #series: Series[] = [];

  constructor(underlying: Underlying) {
    this.underlying = underlying;
  }

  /** ms since 1970, ascending. */
  get expiries(): number[] {
    return this.#series.map(({ expiry }) => expiry);
  }

  /** Ascending; empty for an expiry that is not listed. */
  strikes(expiry: number): readonly number[] {
    return this.#series.find((series) => series.expiry === expiry)?.strikes ?? [];
  }

  get options(): Iterable<OptionInstrument> {
    return this.#options.values();
  }

  option(expiry: number, strike: number, right: Right): OptionInstrument | undefined {
    return this.#options.get(formatOption(this.underlying.symbol, expiry, strike, right));
  }

  /** All options of an expiry, by strike, the call before the put. */
  chain(expiry: number): OptionInstrument[] {
    return this.strikes(expiry).flatMap((strike) =>
      RIGHTS.flatMap((right) => this.option(expiry, strike, right) ?? []),
    );
  }

  /**
   * Delists what has expired, lists what is due, and follows the money with new strikes.
   *
   * @returns the options that expired
   */
  roll(now: number): OptionInstrument[] {
    const expired = [...this.#options.values()].filter((option) => option.expiry <= now);
    for (const option of expired) this.#options.delete(option.symbol);
    this.#series = this.#series.filter((series) => series.expiry > now);
    for (const expiry of expiriesAt(now)) {
      const listed = this.#series.find((series) => series.expiry === expiry);
      if (listed) this.#extend(listed, now);
      else this.#list(expiry, now);
    }
    return expired;
  }

  #list(expiry: number, now: number): void {
    const strikes = strikeLadder(this.underlying.index, this.#spacing(expiry, now));
    this.#series.push({ expiry, strikes });
    this.#series.sort((a, b) => a.expiry - b.expiry);
    for (const strike of strikes) this.#listStrike(expiry, strike, now);
  }

  #extend(series: Series, now: number): void {
    const missing = missingStrikes(series.strikes, this.underlying.index, this.#spacing(series.expiry, now));
    if (missing.length === 0) return;
    series.strikes = [...series.strikes, ...missing].sort((a, b) => a - b);
    for (const strike of missing) this.#listStrike(series.expiry, strike, now);
  }

  /** As an expiry draws near, its strikes draw together; not any more on its last day. */
  #spacing(expiry: number, now: number): number {
    return strikeSpacing(this.underlying.deviation(Math.max(expiry, now + DAY), now));
  }

  #listStrike(expiry: number, strike: number, now: number): void {
    const { underlying } = this;
    const contract = underlying.specification.option;
    for (const right of RIGHTS) {
      const symbol = formatOption(underlying.symbol, expiry, strike, right);
      // Somebody always holds something already: an exchange whose open interest is zero everywhere looks dead.
      const openInterest = sizeOf(contract, Math.round(noise(hashText(symbol)) * contract.typicalLots));
      const tape = new Tape(openInterest);
      this.#options.set(symbol, {
        kind: "option",
        symbol,
        underlying,
        contract,
        tape,
        expiry,
        strike,
        right,
        listed: now,
      });
    }
  }
}
