import { isOf } from "../exchange/calendar";
import type { Rule } from "./names";

/** What a client can know of the market: what it was told, and nothing else. */
export interface Money {
  readonly forward: number;
  /** Of calls; a put's is 1 less. */
  delta(strike: number): number;
}

export class Knowledge {
  /** Strikes by expiry, ascending; `undefined` before there is a list. */
  #listed: ReadonlyMap<number, ReadonlySet<number>> | undefined;
  readonly #named = new Map<number, Set<number>>();
  #ladders = new Map<number, readonly number[]>();
  /** What the chains said over the present connection, by expiry. */
  readonly money = new Map<number, Money>();

  get hasList(): boolean {
    return this.#listed !== undefined;
  }

  /** The exchange answered what it lists. */
  list(strikes: ReadonlyMap<number, ReadonlySet<number>>): void {
    this.#listed = strikes;
    for (const expiry of this.#named.keys()) if (!strikes.has(expiry)) this.#named.delete(expiry);
    this.#arrange();
  }

  /** A chain was pushed: it names strikes, and tells the money. */
  told(expiry: number, strikes: readonly number[], money: Money): void {
    this.money.set(expiry, money);
    const known = new Set(this.#ladders.get(expiry));
    const others = strikes.filter((strike) => !known.has(strike));
    if (others.length === 0) return;
    const named = this.#named.get(expiry) ?? new Set();
    for (const strike of others) named.add(strike);
    this.#named.set(expiry, named);
    this.#arrange();
  }

  get expiries(): readonly number[] {
    return [...this.#ladders.keys()];
  }

  /** How many options are listed. */
  get size(): number {
    let size = 0;
    for (const ladder of this.#ladders.values()) size += 2 * ladder.length;
    return size;
  }

  ladder(expiry: number): readonly number[] {
    return this.#ladders.get(expiry) ?? [];
  }

  #arrange(): void {
    if (!this.#listed) return;
    const all = new Map([...this.#listed].map(([expiry, strikes]) => [expiry, new Set(strikes)]));
    for (const [expiry, strikes] of this.#named) {
      const known = all.get(expiry) ?? new Set();
      for (const strike of strikes) known.add(strike);
      all.set(expiry, known);
    }
    const ascending = [...all].sort(([one], [other]) => one - other);
    this.#ladders = new Map(
      ascending.map(([expiry, strikes]) => [expiry, [...strikes].sort((one, other) => one - other)]),
    );
  }
}

/** The expiry that a rule means. Source: docs/rolling-options.md, "Expiry". */
export function expiryOf({ expiry: rule, rollBefore }: Rule, expiries: readonly number[], now: number) {
  if (rule.kind === "day") return rule.at > now && expiries.includes(rule.at) ? rule.at : undefined;
  const open = expiries.filter((expiry) => expiry - rollBefore > now);
  if (rule.kind !== "DTE") {
    const kind = ({ NEXT: "day", W: "week", M: "month", Q: "quarter" } as const)[rule.kind];
    return open.filter((expiry) => isOf(kind, expiry))[rule.after];
  }
  const today = Date.parse(`${new Date(now).toISOString().slice(0, 10)}T08:00:00Z`);
  const wanted = today + rule.days * 86_400_000;
  const least = Math.min(...open.map((expiry) => Math.abs(expiry - wanted)));
  return open.find((expiry) => Math.abs(expiry - wanted) === least);
}
