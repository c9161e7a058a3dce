import { dayOf } from "../exchange/calendar";
import { expiryOf, type Knowledge } from "./knowledge";
import type { Rule } from "./names";
import { clearest, type Spot, spotOf } from "./strikes";

/** What a name must be. */
export interface Verdict {
  readonly symbol: string;
  readonly expiry: number;
  readonly strike: number | undefined;
  /** What the strike is counted from. */
  readonly base: number | undefined;
  /** ms since 1970. */
  readonly since: number;
  /** Those that are true. */
  readonly reasons: readonly string[];
  readonly from: string | undefined;
}

interface Sample {
  readonly at: number;
  readonly spot: Spot;
}

/** One name as it must be followed, by docs/rolling-options.md: each rule as it stands there, in the plainest way. */
export class Followed {
  readonly rule: Rule;
  readonly #knowledge: Knowledge;
  verdict: Verdict | undefined;
  /** How often it has been another one. */
  rolls = 0;
  #last: Verdict | undefined;
  /** Looks in a row at which the same side had a clearly better strike. */
  #better: Sample[] = [];
  /** What was listed when the verdict was last found to be right. */
  #ladderThen: readonly number[] = [];
  #expiriesThen: readonly number[] = [];

  constructor(rule: Rule, knowledge: Knowledge) {
    this.rule = rule;
    this.#knowledge = knowledge;
  }

  /** When it can change although nothing moves; Infinity for never that is known. */
  get due(): number {
    const [first] = this.#better;
    return first ? first.at + this.rule.hold : Number.POSITIVE_INFINITY;
  }

  /** Whether it has to know the chain of its expiry. */
  get needsChain(): boolean {
    const { strike, follow } = this.rule;
    return strike !== undefined && strike.kind !== "strike" && follow === "money";
  }

  look(now: number): void {
    const { rule, verdict } = this;
    const { expiries, hasList } = this.#knowledge;
    const expiry = hasList ? expiryOf(rule, expiries, now) : undefined;
    if (expiry === undefined) this.#stay(now);
    else if (verdict?.expiry === expiry && this.#isListed(verdict)) this.#lookAgain(expiry, now);
    else this.#choose(expiry, now);
  }

  /** Somebody asked for a new choice: it is made at once, by the market as it is. */
  ask(now: number): void {
    const { verdict } = this;
    const expiry = this.#knowledge.hasList ? expiryOf(this.rule, this.#knowledge.expiries, now) : undefined;
    if (expiry === undefined) return;
    this.#choose(expiry, now);
    if (this.verdict && this.verdict.symbol !== verdict?.symbol && this.verdict.expiry === verdict?.expiry)
      this.verdict = { ...this.verdict, reasons: ["asked"] };
  }

  /** What was chosen is as right, since it could not be seen what the market did meanwhile. */
  adopt({ symbol, strike, since }: { symbol: string; strike?: number; since: number }): void {
    const { verdict } = this;
    const { strike: rule } = this.rule;
    if (!verdict || !rule || strike === undefined) return;
    const ladder = this.#knowledge.ladder(verdict.expiry);
    const base = ladder[ladder.indexOf(strike) - (rule.kind === "money" ? rule.steps : 0)];
    this.verdict = { ...verdict, symbol, strike, base, since };
    this.#better = [];
  }

  #choose(expiry: number, now: number): void {
    const { strike: rule, right } = this.rule;
    if (!rule || !right) {
      this.#take(expiry, undefined, undefined, now);
      return;
    }
    const { money } = this.#knowledge;
    const ladder = this.#knowledge.ladder(expiry);
    const spot = spotOf(rule, right, ladder, money.get(expiry));
    if (!spot) this.#stay(now);
    else this.#takeOrLeave(expiry, spot, now);
  }

  #lookAgain(expiry: number, now: number): void {
    const { strike: rule, right, follow } = this.rule;
    const { verdict } = this;
    if (!rule || !right || rule.kind === "strike" || follow === "expiry" || verdict?.base === undefined) {
      this.#confirm(verdict?.base);
      return;
    }
    const money = this.#knowledge.money.get(expiry);
    const ladder = this.#knowledge.ladder(expiry);
    if (!money) {
      this.#better = [];
      return;
    }
    const spot = clearest(rule, right, ladder, money, verdict.base);
    if (this.#target(ladder, spot) === verdict.strike) {
      this.#confirm(spot.strike);
      return;
    }
    const side = Math.sign(spot.strike - verdict.base);
    const [first] = this.#better;
    if (first && Math.sign(first.spot.strike - verdict.base) !== side) this.#better = [];
    this.#better.push({ at: now, spot });
    if (now < this.due) return;
    const { base } = verdict;
    const ways = this.#better.map((sample) => Math.abs(sample.spot.strike - base));
    const nearest = this.#better[ways.indexOf(Math.min(...ways))] as Sample;
    this.#takeOrLeave(expiry, nearest.spot, now);
    // Where the price went on, another one is better from this moment on.
    if (this.verdict && this.verdict !== verdict && this.verdict.base !== base) this.#lookAgain(expiry, now);
  }

  #target(ladder: readonly number[], { strike, isThere }: Spot): number | undefined {
    const { strike: rule } = this.rule;
    const steps = rule?.kind === "money" ? rule.steps : 0;
    return isThere ? ladder[ladder.indexOf(strike) + steps] : undefined;
  }

  #takeOrLeave(expiry: number, spot: Spot, now: number): void {
    const strike = this.#target(this.#knowledge.ladder(expiry), spot);
    if (strike === undefined) this.#leave();
    else if (strike === this.verdict?.strike && expiry === this.verdict.expiry) this.#confirm(spot.strike);
    else this.#take(expiry, strike, spot.strike, now);
  }

  #confirm(base: number | undefined): void {
    this.#better = [];
    if (!this.verdict) return;
    if (this.verdict.base !== base) this.verdict = { ...this.verdict, base };
    this.#ladderThen = this.#knowledge.ladder(this.verdict.expiry);
    this.#expiriesThen = this.#knowledge.expiries;
  }

  #take(expiry: number, strike: number | undefined, base: number | undefined, now: number): void {
    const last = this.verdict ?? this.#last;
    const reasons = this.#reasons(last, expiry, base, now);
    const symbol = this.#symbol(expiry, strike);
    this.verdict = { symbol, expiry, strike, base, since: now, reasons, from: last?.symbol };
    this.#last = undefined;
    if (last && last.symbol !== symbol) this.rolls += 1;
    this.#confirm(base);
  }

  #reasons(
    last: Verdict | undefined,
    expiry: number,
    base: number | undefined,
    now: number,
  ): readonly string[] {
    if (!last) return ["start"];
    if (last.expiry !== expiry) {
      const byTime = expiryOf(this.rule, this.#expiriesThen, now) !== last.expiry;
      return [byTime ? "expiry" : "listed"];
    }
    const ladder = this.#knowledge.ladder(expiry);
    const moved = this.rule.strike?.kind === "delta" ? "delta" : "money";
    const isGone = last.strike !== undefined && !ladder.includes(last.strike);
    if (isGone || base === undefined || base === last.base) return ["listed"];
    if (this.#ladderThen.includes(base)) return [moved];
    const at = this.#ladderThen.indexOf(last.base ?? 0);
    const [below, above] = [
      this.#ladderThen[at - 1] ?? 0,
      this.#ladderThen[at + 1] ?? Number.POSITIVE_INFINITY,
    ];
    return base > below && base < above ? ["listed"] : ["listed", moved];
  }

  /** Nothing can be chosen anew. */
  #stay(now: number): void {
    this.#better = [];
    if (this.verdict && (this.verdict.expiry <= now || !this.#isListed(this.verdict))) this.#leave();
  }

  #leave(): void {
    this.#better = [];
    this.#last = this.verdict ?? this.#last;
    this.verdict = undefined;
  }

  #isListed({ expiry, strike, base }: Verdict): boolean {
    if (!this.#knowledge.hasList) return true;
    const ladder = this.#knowledge.ladder(expiry);
    if (strike === undefined) return ladder.length > 0;
    return ladder.includes(strike) && (base === undefined || ladder.includes(base));
  }

  #symbol(expiry: number, strike: number | undefined): string {
    const { underlying, right } = this.rule;
    const chain = `${underlying}-${dayOf(expiry)}`;
    return strike === undefined ? chain : `${chain}-${strike}-${right}`;
  }
}
