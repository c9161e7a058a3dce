import type { Gap } from "../../../../history/told";
import type { Update } from "../../../../link/feed/update";
import { MOST_SYMBOLS } from "../../../../link/tracking";
import type { Endpoint } from "../../../../protocol/channels";
import type { RawTrade } from "../../../../protocol/decode";
import { parseOption } from "../../../../protocol/symbols/symbols";
import { joinedGap } from "../joined-gap";
import type { KeptSeries, Outcome, PastQuestion, Surroundings } from "./kept-series";
import { sourceOfTrades, TradesOfOne, timeOfTrade } from "./trades-of-one";

/** Trades remembered of all options together; those of one that is forgotten are known by their times. */
const REMEMBERED_IN_ALL = 16_384;
/** Questions in a row without an answer, after which those for the other options are not asked. */
const MOST_UNANSWERED = 3;

interface AskedOfMany extends PastQuestion {
  readonly option: string;
  readonly own: PastQuestion;
}

/**
 * The trades of all options of an underlying, where somebody wants what outages took: REST is asked for each option that
 * had a trade.
 */
export class TradesOfMany implements KeptSeries {
  /** For rolling names, none of which is an underlying. */
  readonly untoldSince = undefined;
  readonly #endpoint: Endpoint;
  readonly #around: Surroundings;
  /** By option, as the exchange writes it; the one without a trade for the longest first. */
  readonly #all = new Map<string, TradesOfOne>();
  /** Before this all trades of all options were told, or are wanted of nobody. */
  #since: number;
  /** Whether the link was lost then: an option may have had its first trade since. */
  #wasCut = false;
  /** Options of which something waits, or is missing; looked at anew when one of them has changed. */
  readonly #waiting = new Set<string>();
  readonly #missing = new Set<string>();
  #unanswered = 0;
  #remembered = 0;
  #newest: number | undefined;

  constructor(endpoint: Endpoint, around: Surroundings) {
    this.#endpoint = endpoint;
    this.#around = around;
    this.#since = around.now();
  }

  take(update: Update): Outcome | undefined {
    const option = update.topic;
    const series = this.#all.get(option) ?? this.#newSeries(option);
    if (!series) return undefined;
    // Put back at the end.
    this.#all.delete(option);
    this.#all.set(option, series);
    const outcome = this.#changing(option, series, () => series.take(update));
    if (this.#remembered > REMEMBERED_IN_ALL) this.#forgetOldest();
    return outcome;
  }

  cut(heard: number): Outcome {
    if (!this.#wasCut) this.#since = heard;
    this.#wasCut = true;
    const waited = this.giveUp();
    for (const option of [...this.#all.keys()]) if (isOver(option, heard)) this.#leave(option);
    return jointly([waited, this.#each([...this.#all.keys()], (series) => series.cut(heard))]);
  }

  clockChanged(): void {
    if (!this.#wasCut && this.#all.size === 0) this.#since = this.#around.now();
  }

  giveUp(): Outcome {
    return this.#each([...this.#waiting], (series) => series.giveUp());
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  get isMissing(): boolean {
    return this.#missing.size > 0;
  }

  question(): AskedOfMany | undefined {
    const [option] = this.#waiting.size > 0 ? this.#waiting : this.#missing;
    const own = option === undefined ? undefined : this.#all.get(option)?.question();
    if (option === undefined || !own) return undefined;
    return { ...own, option, own };
  }

  answer(question: PastQuestion, data: unknown): Outcome {
    const { option, own } = question as AskedOfMany;
    this.#unanswered = data === undefined ? this.#unanswered + 1 : 0;
    const outcome = this.#each([option], (series) => ofTopic(option, series.answer(own, data)));
    if (this.#unanswered < MOST_UNANSWERED) return outcome;
    this.#unanswered = 0;
    return jointly([outcome, this.#unansweredAll()]);
  }

  sourceOf(rows: readonly object[], data: unknown): unknown {
    return sourceOfTrades(rows, data);
  }

  topicOf(row: object): string {
    return (row as RawTrade).s;
  }

  timeOf(row: object): number {
    return timeOfTrade(row, this.#around);
  }

  get newest(): number | undefined {
    return this.#newest;
  }

  /** What had its first trade after an outage may have had it within. */
  #newSeries(option: string): TradesOfOne | undefined {
    if (this.#all.size >= MOST_SYMBOLS) return undefined;
    const series = new TradesOfOne(option, this.#endpoint, this.#around, this.#since);
    if (this.#wasCut) series.cut(this.#since);
    return series;
  }

  /** Nobody answers: what is missing counts as answered with nothing. */
  #unansweredAll(): Outcome {
    return this.#each([...this.#missing], (series) => {
      const question = series.question();
      return question ? series.answer(question, undefined) : NOTHING;
    });
  }

  #each(options: readonly string[], change: (series: TradesOfOne) => Outcome): Outcome {
    return jointly(
      options.map((option) => {
        const series = this.#all.get(option);
        return series ? this.#changing(option, series, () => change(series)) : NOTHING;
      }),
    );
  }

  #changing<Changed extends Outcome | undefined>(
    option: string,
    series: TradesOfOne,
    change: () => Changed,
  ): Changed {
    const before = series.remembered;
    const outcome = change();
    this.#remembered += series.remembered - before;
    if (series.newest !== undefined) this.#newest = Math.max(this.#newest ?? series.newest, series.newest);
    note(this.#waiting, option, series.isWaiting);
    note(this.#missing, option, series.isMissing);
    return outcome;
  }

  #forgetOldest(): void {
    for (const series of this.#all.values()) {
      if (this.#remembered <= REMEMBERED_IN_ALL / 2) return;
      const before = series.remembered;
      series.forget();
      this.#remembered += series.remembered - before;
    }
  }

  #leave(option: string): void {
    this.#remembered -= this.#all.get(option)?.remembered ?? 0;
    this.#all.delete(option);
    this.#waiting.delete(option);
    this.#missing.delete(option);
  }
}

const NOTHING: Outcome = { told: [] };

function jointly(outcomes: readonly Outcome[]): Outcome {
  const failed = outcomes.reduce<Gap | undefined>(
    (joined, outcome) => (outcome.failed ? joinedGap(joined, outcome.failed) : joined),
    undefined,
  );
  const became = outcomes.findLast((outcome) => outcome.became)?.became;
  return { told: outcomes.flatMap(({ told }) => told), failed, became };
}

function ofTopic(topic: string, outcome: Outcome): Outcome {
  const { became } = outcome;
  return became ? { ...outcome, became: { ...became, topic } } : outcome;
}

function note(options: Set<string>, option: string, isOne: boolean): void {
  if (isOne) options.add(option);
  else options.delete(option);
}

function isOver(option: string, now: number): boolean {
  return (parseOption(option)?.expiry ?? Number.POSITIVE_INFINITY) <= now;
}
