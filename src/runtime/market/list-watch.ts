import { Alarm } from "../../link/feed/time/alarm";
import { type Listing, listingOf } from "../../market/listing";
import { type Instrument, instrumentOf } from "../../protocol/symbols/instruments";
import { pauseBeforeList } from "./list-pace";

/** ms after an expiry for which a new listing is awaited. */
const PATIENCE = 10 * 60_000;
/** ms after an expiry for which more is awaited than what is new already: all of it shows within a minute as a rule. */
const LISTING_TIME = 90_000;
/** Options that a chain names and the list lacks, at most. */
const MOST_NAMED = 4_000;

/** What a list is asked of, and what it is told to. */
export interface ListSurroundings {
  /** @param refresh whether a list that is remembered will not do */
  ask(refresh: boolean): Promise<readonly Instrument[]>;
  /** ms since 1970, the exchange's clock. */
  time(): number;
  /** From 0 to 1, another one each time. */
  chance(): number;
  /** The list is there, or is another. */
  changed(): void;
}

/**
 * What is listed, as far as that is known, for as long as somebody needs it: asked of the exchange every ten minutes, and
 * after each expiry until the new listing shows.
 */
export class ListWatch {
  readonly #surroundings: ListSurroundings;
  readonly #expiryAlarm: Alarm;
  #listed: readonly Instrument[] | undefined;
  #symbols: ReadonlySet<string> = new Set();
  readonly #named = new Map<string, Instrument>();
  #listing: Listing | undefined;
  #isNeeded = false;
  /** Tells a question from one that was asked before it was needed no more. */
  #question = 0;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #inVain = 0;
  /** ms since 1970: when something was over, as far as that is known. */
  #overAt = Number.NEGATIVE_INFINITY;
  /** Whether there is nothing new on the list since then. */
  #isOld = false;
  /** Whether it is the first since somebody needs it: it can be from before an expiry that nobody noticed. */
  #isFirst = true;

  constructor(surroundings: ListSurroundings) {
    this.#surroundings = surroundings;
    this.#expiryAlarm = new Alarm(surroundings.time, () => this.#expired());
  }

  /** `undefined` while it is not known. */
  get listing(): Listing | undefined {
    return this.#listing;
  }

  /** Asks from now on, or no more. */
  need(isNeeded: boolean): void {
    if (this.#isNeeded === isNeeded) return;
    this.close();
    this.#isNeeded = isNeeded;
    this.#isFirst = true;
    this.#inVain = 0;
    if (isNeeded) void this.#ask(false);
  }

  /** The exchange's clock is another than was thought. */
  look(): void {
    if (!this.#isNeeded || !this.#listed) return;
    if (this.#expiryAlarm.moment <= this.#surroundings.time()) this.#expired();
    else this.#expiryAlarm.set(this.#nextExpiry());
  }

  /** A chain has these options: it knows strikes before the list does. */
  named(symbols: readonly string[]): void {
    const size = this.#named.size;
    for (const symbol of symbols) {
      if (this.#symbols.has(symbol) || this.#named.has(symbol) || this.#named.size >= MOST_NAMED) continue;
      const instrument = instrumentOf(symbol);
      if (instrument) this.#named.set(symbol, instrument);
    }
    if (this.#listed && this.#named.size > size) this.#arrange();
  }

  close(): void {
    this.#isNeeded = false;
    this.#question += 1;
    clearTimeout(this.#timer);
    this.#expiryAlarm.close();
  }

  async #ask(refresh: boolean): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    clearTimeout(this.#timer);
    const listed = await this.#surroundings.ask(refresh).catch(() => undefined);
    if (question !== this.#question) return;
    if (listed && listed.length > 0) this.#answered(listed);
    else this.#failures += 1;
    this.#askLater();
  }

  #answered(listed: readonly Instrument[]): void {
    this.#failures = 0;
    const symbols = new Set(listed.map(({ symbol }) => symbol));
    this.#await(listed, symbols);
    const isSame =
      symbols.size === this.#symbols.size && listed.every(({ symbol }) => this.#symbols.has(symbol));
    this.#expiryAlarm.set(this.#nextExpiry(listed));
    if (this.#listed && isSame) return;
    this.#listed = listed;
    this.#symbols = symbols;
    this.#arrange();
  }

  /** What is over makes room for others, which are listed one after the other. */
  #await(listed: readonly Instrument[], symbols: ReadonlySet<string>): void {
    const now = this.#surroundings.time();
    const hasOver = listed.some(({ expiry = now + 1 }) => expiry <= now);
    if (this.#isFirst && hasOver && !this.#isAwaited(now)) this.#somethingIsOver(now);
    this.#isFirst = false;
    if (!hasOver && [...symbols].some((symbol) => !this.#symbols.has(symbol))) this.#isOld = false;
    this.#inVain = this.#isAwaited(now) ? this.#inVain + 1 : 0;
  }

  #isAwaited(now: number): boolean {
    return now < this.#overAt + (this.#isOld ? PATIENCE : LISTING_TIME);
  }

  #somethingIsOver(now: number): void {
    this.#overAt = now;
    this.#isOld = true;
  }

  #askLater(): void {
    const { chance } = this.#surroundings;
    const pause = pauseBeforeList({ failures: this.#failures, inVain: this.#inVain }, chance());
    this.#timer = setTimeout(() => void this.#ask(this.#inVain > 0), pause);
  }

  /** Some options are over: others are listed soon. */
  #expired(): void {
    this.#somethingIsOver(this.#surroundings.time());
    this.#inVain = 1;
    for (const [symbol, { expiry = 0 }] of this.#named)
      if (expiry <= this.#surroundings.time()) this.#named.delete(symbol);
    this.#expiryAlarm.set(this.#nextExpiry());
    clearTimeout(this.#timer);
    this.#askLater();
  }

  #nextExpiry(listed = this.#listed ?? []): number | undefined {
    const now = this.#surroundings.time();
    let next = Number.POSITIVE_INFINITY;
    for (const { expiry = now } of listed) if (expiry > now && expiry < next) next = expiry;
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  #arrange(): void {
    for (const symbol of this.#named.keys()) if (this.#symbols.has(symbol)) this.#named.delete(symbol);
    this.#listing = listingOf([...(this.#listed ?? []), ...this.#named.values()]);
    this.#surroundings.changed();
  }
}
