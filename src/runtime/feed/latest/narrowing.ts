import { isOptionRule } from "../../../market/rolling/rule";
import { parseExpiry } from "../../../protocol/symbols/expiry";
import type { Control } from "../control";
import type { OnList } from "../listed";
import type { NodeSubscription } from "../made/made-subscription";
import type { RollingWish } from "../rolling/rolling-wish";
import { isExpiryOf, namesOf, oneSpelling, rollingSpelling } from "../wishes/wishes";

/** What of a list a message names: what it leaves out, it means all of. It is looked at once for each on the list. */
export class Narrowing {
  readonly #control: Control;
  readonly #day: number | undefined;
  /** What was named, by each of its spellings. */
  readonly #named: ReadonlyMap<string, string> | undefined;
  readonly #unfound: Set<string>;

  constructor(control: Control) {
    const { symbols, expiry } = control;
    this.#control = control;
    this.#day = expiry === undefined ? undefined : parseExpiry(expiry);
    this.#named =
      symbols && new Map(symbols.flatMap((symbol) => spellings(symbol).map((one) => [one, symbol])));
    this.#unfound = new Set(symbols);
  }

  takes({ wish, watched }: OnList): boolean {
    if (wish)
      return this.#isInTime(wish.period, (day) => isExpiryOf(wish, day)) && this.#isNamed(namesOfWish(wish));
    if (!watched) return false;
    const { subscription } = watched;
    const isInTime = this.#isInTime(subscription.period, () => subscription.expiry === this.#day);
    return isInTime && this.#isNamed(namesOfPlain(subscription));
  }

  /** What was named and was not taken. */
  get unfound(): readonly string[] {
    return [...this.#unfound];
  }

  #isInTime(period: NodeSubscription["period"], isExpiry: (expiry: string | number) => boolean): boolean {
    const { period: wanted, expiry } = this.#control;
    return (wanted === undefined || wanted === period) && (expiry === undefined || isExpiry(expiry));
  }

  #isNamed(names: readonly string[]): boolean {
    if (!this.#named) return true;
    const named = names.flatMap((name) => this.#named?.get(name) ?? []);
    for (const symbol of named) this.#unfound.delete(symbol);
    return named.length > 0;
  }
}

/** A name may be that of a rolling option too, which is spelled otherwise. */
function spellings(symbol: string): readonly string[] {
  return [oneSpelling(symbol), rollingSpelling(symbol)];
}

/** The account is named as its messages are. */
function namesOfPlain(subscription: NodeSubscription): readonly string[] {
  const { channel, label } = subscription;
  return channel.addressing === "account" ? [label.toUpperCase()] : namesOf(subscription);
}

/** A chain that rolls is meant by its underlying as well, as one with a day is. */
function namesOfWish({ name, rule }: RollingWish): readonly string[] {
  return isOptionRule(rule) ? [name] : [name, rule.underlying];
}
