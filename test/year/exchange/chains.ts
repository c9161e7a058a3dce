import { DAY, dayOf, expiriesAfter, type Kind } from "./calendar";

export const UNDERLYING = "BTCUSD";

/** How far apart strikes are, and how many there are at least on each side of the price. */
const LADDERS: Readonly<Record<Kind, { readonly gap: number; readonly each: number }>> = {
  day: { gap: 500, each: 9 },
  week: { gap: 1_000, each: 24 },
  month: { gap: 2_000, each: 18 },
  quarter: { gap: 5_000, each: 11 },
};
const YEAR = 365 * DAY;
const VOLATILITY = 0.5;
/** Of the price, a day: what a forward is above it. */
const CARRY = 0.00012;

/** The options of one expiry. */
export class Chain {
  readonly expiry: number;
  readonly day: string;
  readonly gap: number;
  readonly #each: number;
  /** Ascending. */
  readonly strikes: number[] = [];
  /** Strikes that are traded already, and that the list lacks still. */
  readonly unlisted = new Set<number>();

  constructor(expiry: number, kind: Kind, price: number) {
    this.expiry = expiry;
    this.day = dayOf(expiry);
    this.gap = LADDERS[kind].gap;
    this.#each = LADDERS[kind].each;
    this.follow(price);
    this.unlisted.clear();
  }

  /** As the price moves, strikes are added: they are traded before the list has them. */
  follow(price: number): void {
    const middle = Math.round(price / this.gap);
    for (let at = Math.max(1, middle - this.#each); at <= middle + this.#each; at += 1)
      this.add(at * this.gap);
  }

  add(strike: number): void {
    if (this.strikes.includes(strike)) return;
    this.strikes.push(strike);
    this.strikes.sort((one, other) => one - other);
    this.unlisted.add(strike);
  }

  get symbols(): string[] {
    return this.strikes
      .filter((strike) => !this.unlisted.has(strike))
      .flatMap((strike) => ["C", "P"].map((right) => `${UNDERLYING}-${this.day}-${strike}-${right}`));
  }

  forward(price: number, now: number): number {
    return Math.round(price * (1 + (CARRY * (this.expiry - now)) / DAY) * 100) / 100;
  }

  /** Of a call; a put's is 1 less. */
  delta(strike: number, forward: number, now: number): number {
    const deviation = VOLATILITY * Math.sqrt(Math.max(this.expiry - now, 60_000) / YEAR);
    const call = 1 / (1 + Math.exp((-1.702 * Math.log(forward / strike)) / deviation - 0.85 * deviation));
    return Math.round(call * 10_000) / 10_000;
  }

  /** What its rows say, for whoever wants to look at some of them. */
  money(forward: number, now: number): { readonly forward: number; delta(strike: number): number } {
    const known = new Map<number, number>();
    const delta = (strike: number) => {
      const found = known.get(strike) ?? this.delta(strike, forward, now);
      known.set(strike, found);
      return found;
    };
    return { forward, delta };
  }

  /** A frame of the chain, with all its rows. */
  frame(price: number, now: number): string {
    const forward = this.forward(price, now);
    let rows = "";
    for (const strike of this.strikes) {
      const call = this.delta(strike, forward, now);
      const put = Math.round((call - 1) * 10_000) / 10_000;
      const name = `${rows === "" ? "" : ","}{"s":"${UNDERLYING}-${this.day}-${strike}-`;
      const rest = `,"up":${forward},"mp":${strike / 100},"bid":null,"ts":${now}}`;
      rows += `${name}C","delta":${call}${rest},{"s":"${UNDERLYING}-${this.day}-${strike}-P","delta":${put}${rest}`;
    }
    return `{"c":20,"dt":4,"ts":${now},"d":[${rows}]}`;
  }
}

/** All chains of the exchange: what is listed and traded. */
export class Chains {
  readonly byExpiry = new Map<number, Chain>();
  #price: number;

  constructor(now: number, price: number) {
    this.#price = price;
    this.relist(now);
  }

  get price(): number {
    return this.#price;
  }

  set price(price: number) {
    this.#price = price;
    for (const chain of this.byExpiry.values()) chain.follow(price);
  }

  /** The list after an expiry: without what is over, and with what is new. */
  relist(now: number): void {
    const expiries = expiriesAfter(now);
    for (const expiry of this.byExpiry.keys()) if (!expiries.has(expiry)) this.byExpiry.delete(expiry);
    for (const [expiry, kind] of expiries) {
      if (!this.byExpiry.has(expiry)) this.byExpiry.set(expiry, new Chain(expiry, kind, this.#price));
    }
    this.list();
  }

  /** A strike between two others, near the money of a chain. */
  addBetween(which: number): void {
    const chain = [...this.byExpiry.values()][which % this.byExpiry.size];
    if (chain) chain.add((Math.floor(this.#price / chain.gap) + 0.5) * chain.gap);
  }

  /** The list has every strike from now on that is traded. @returns whether it lacked some */
  list(): boolean {
    let lacked = false;
    for (const { unlisted } of this.byExpiry.values()) {
      lacked ||= unlisted.size > 0;
      unlisted.clear();
    }
    return lacked;
  }

  get symbols(): string[] {
    return [...this.byExpiry.values()].flatMap(({ symbols }) => symbols);
  }
}
