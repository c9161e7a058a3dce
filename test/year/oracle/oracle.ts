import { Followed } from "./followed";
import { Knowledge, type Money } from "./knowledge";
import type { Rule } from "./names";

/** All names that somebody follows, as they must be. */
export class Oracle {
  readonly knowledge = new Knowledge();
  readonly followed = new Map<string, Followed>();
  /** Of those that nobody follows any more. */
  #rollsBefore = 0;

  /** @param key the same for one name that is followed in one way */
  follow(key: string, rule: Rule, now: number): void {
    if (this.followed.has(key)) return;
    const followed = new Followed(rule, this.knowledge);
    this.followed.set(key, followed);
    followed.look(now);
  }

  unfollow(key: string): void {
    this.#rollsBefore += this.followed.get(key)?.rolls ?? 0;
    this.followed.delete(key);
  }

  /** How often any of them has been another one. */
  get rolls(): number {
    let rolls = this.#rollsBefore;
    for (const followed of this.followed.values()) rolls += followed.rolls;
    return rolls;
  }

  /** When something can change although nothing moves. */
  get due(): number {
    let due = Number.POSITIVE_INFINITY;
    for (const followed of this.followed.values()) due = Math.min(due, followed.due);
    return due;
  }

  listed(strikes: ReadonlyMap<number, ReadonlySet<number>>, now: number): void {
    this.knowledge.list(strikes);
    this.look(now);
  }

  told(expiry: number, strikes: readonly number[], money: Money): void {
    this.knowledge.told(expiry, strikes, money);
  }

  linkLost(): void {
    this.knowledge.money.clear();
  }

  look(now: number): void {
    for (const followed of this.followed.values()) followed.look(now);
  }
}
