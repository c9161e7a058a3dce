import type { Gap } from "../../../../history/told";
import type { Update } from "../../../../link/feed/update";
import { MOST_SYMBOLS } from "../../../../link/tracking";
import type { RawTrade } from "../../../../protocol/decode";
import type { Subscription } from "../../../../protocol/subscription";
import { parseOption } from "../../../../protocol/symbols/symbols";
import type { FeedProperties } from "../../properties";
import type { KeptSeries, Outcome, Surroundings } from "./kept-series";
import { TradesOfMany } from "./trades-of-many";
import { TradesOfOne, timeOfTrade } from "./trades-of-one";

/** The trades of a subscription. */
export function keptTrades(
  { symbol, endpoint }: Subscription,
  { fill }: FeedProperties,
  around: Surroundings,
): KeptSeries {
  if (!fill) return new UnfilledTrades(around);
  const isOfMany = endpoint === "options" && parseOption(symbol) === undefined;
  return isOfMany
    ? new TradesOfMany(endpoint, around)
    : new TradesOfOne(symbol, endpoint, around, around.now());
}

/** Outages whose beginnings are remembered; of what has been silent for longer, that of the first is told. */
const MOST_OUTAGES = 100;

const NOTHING: Outcome = { told: [] };

/** Trades of which nobody wants what an outage took: they only say that there is a gap. */
class UnfilledTrades implements KeptSeries {
  readonly isWaiting = false;
  readonly isMissing = false;
  readonly #around: Surroundings;
  /** When something was heard last before each of the latest outages, and before the first of all. */
  #cuts: readonly number[] = [];
  #firstCut: number | undefined;
  #outages = 0;
  /** How many outages there had been at a topic's last message: an underlying brings the trades of its options. */
  readonly #seen = new Map<string, number>();
  #newest: number | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  take(update: Update): Outcome | undefined {
    const last = update.rows.at(-1);
    if (last) this.#newest = this.timeOf(last);
    const from = this.#cutAfter(this.#seen.get(update.topic) ?? 0);
    const [first, ...others] = from === undefined ? [] : update.rows;
    if (from === undefined || !first || !this.#mayBeSeen(update.topic)) return undefined;
    this.#seen.set(update.topic, this.#outages);
    return { told: [{ rows: [first, ...others], update, gap: this.#gapBefore(update, from) }] };
  }

  cut(heard: number): Outcome {
    this.#firstCut ??= heard;
    this.#cuts = [...this.#cuts, heard].slice(-MOST_OUTAGES);
    this.#outages += 1;
    return NOTHING;
  }

  giveUp(): Outcome {
    return NOTHING;
  }

  question(): undefined {
    return undefined;
  }

  answer(): Outcome {
    return NOTHING;
  }

  sourceOf(): undefined {
    return undefined;
  }

  topicOf(row: object): string {
    return (row as RawTrade).s;
  }

  timeOf(row: object): number {
    return timeOfTrade(row, this.#around);
  }

  get untoldSince(): number | undefined {
    return this.#seen.size === 0 ? this.#firstCut : this.#cutAfter(Math.max(...this.#seen.values()));
  }

  get newest(): number | undefined {
    return this.#newest;
  }

  #mayBeSeen(topic: string): boolean {
    return this.#seen.size < MOST_SYMBOLS || this.#seen.has(topic);
  }

  /** Since when something may be missing of what came last when there had been so many outages; `undefined`: nothing is. */
  #cutAfter(outages: number): number | undefined {
    if (outages >= this.#outages) return undefined;
    return this.#cuts[outages - this.#outages + this.#cuts.length] ?? this.#firstCut;
  }

  /** It ends with the newest of the first trades that are live. */
  #gapBefore({ rows }: Update, from: number): Gap {
    const times = rows.map((row) => this.timeOf(row));
    return { from, to: Math.max(from, ...times), filled: "none" };
  }
}
