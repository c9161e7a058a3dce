import { openTime } from "../../../history/answers/candle-rows";
import { cut, decide, make } from "../../../history/made/make";
import type { Kit, Made, Making } from "../../../history/made/making";
import { settle } from "../../../history/made/settle";
import { nextStart } from "../../../history/periods/alignment";
import type { Gap, Told } from "../../../history/told";
import type { Update } from "../../../link/feed/update";
import type { RawKline } from "../../../protocol/decode";
import { joinedGap } from "../history/joined-gap";
import type { KeptSeries, Outcome, PastQuestion, Surroundings } from "../history/series/kept-series";

/** How candles are made. */
export interface Recipe<Row, Content> {
  readonly kit: Kit<Row, Content>;
  /**
   * Nothing is told yet.
   *
   * @param since when the subscription began, ms since 1970, the exchange's clock; `undefined` where nobody knows
   * @param first what is told first
   */
  start(since: number | undefined, first: readonly Row[]): Making<Content>;
  /** ms after its end for which something of a candle may be on its way. */
  readonly patience: number;
  /** What their updates say that they are of. */
  readonly made: NonNullable<KeptSeries["made"]>;
}

/** Candles of a period that the exchange lacks, made of a series of something else. */
export class MadeSeries<Row extends object, Content> implements KeptSeries {
  readonly made: NonNullable<KeptSeries["made"]>;
  readonly #material: KeptSeries;
  readonly #patience: number;
  readonly #around: Surroundings;
  readonly #start: Recipe<Row, Content>["start"];
  /** When this began, on the clock that only runs forward; `undefined` where something was missed before anything was told. */
  #began: number | undefined = performance.now();
  #kit: Kit<Row, Content>;
  /** `undefined` before something was told. */
  #making: Making<Content> | undefined;
  /** Candles that end by then are settled, as far as they can be. */
  #settledTo = Number.NEGATIVE_INFINITY;
  #settlesAt: number | undefined;
  #newest: number | undefined;
  /** What no candle could tell yet. */
  #gap: Gap | undefined;

  constructor(material: KeptSeries, recipe: Recipe<Row, Content>, around: Surroundings) {
    this.made = recipe.made;
    this.#material = material;
    this.#patience = recipe.patience;
    this.#around = around;
    this.#kit = recipe.kit;
    this.#start = recipe.start;
  }

  take(update: Update): Outcome {
    // As the exchange writes it.
    if (update.topic !== this.#kit.symbol) this.#kit = { ...this.#kit, symbol: update.topic };
    return this.#make(this.#material.take(update) ?? { told: asItIs(update) });
  }

  cut(heard: number): Outcome {
    const outcome = this.#make(this.#material.cut(heard));
    // Nobody knows when it was heard where nobody knows what time it is.
    const certain = Math.min(heard, this.#around.heard()) - this.#patience;
    if (this.#making) this.#making = cut(this.#making, certain);
    else this.#began = undefined;
    return outcome;
  }

  clockChanged(): void {
    this.#material.clockChanged?.();
  }

  giveUp(): Outcome {
    return this.#make(this.#material.giveUp());
  }

  get isWaiting(): boolean {
    return this.#material.isWaiting;
  }

  get isMissing(): boolean {
    return this.#material.isMissing;
  }

  question(): PastQuestion | undefined {
    return this.#material.question();
  }

  answer(question: PastQuestion, data: unknown): Outcome {
    return this.#make(this.#material.answer(question, data));
  }

  /** REST has none such. */
  sourceOf(): undefined {
    return undefined;
  }

  timeOf(row: object): number {
    return openTime(row as RawKline);
  }

  get newest(): number | undefined {
    return this.#newest;
  }

  get untoldSince(): number | undefined {
    return this.#material.untoldSince;
  }

  get settlesAt(): number | undefined {
    return this.#settlesAt;
  }

  settle(): Outcome {
    this.#around.learnTime();
    const heard = this.#heard();
    return { told: this.#making ? this.#become(settle(this.#kit, this.#making, heard), heard) : [] };
  }

  #make(outcome: Outcome): Outcome {
    const { told, failed, became } = outcome;
    if (became && this.#making)
      return { ...outcome, told: this.#become(decide(this.#kit, this.#making, became.gap), this.#settledTo) };
    if (told.length === 0) return { told: [], failed };
    for (const { gap } of told) if (gap) this.#gap = joinedGap(this.#gap, gap);
    const heard = this.#heard();
    // The material is of these rows.
    const all = told as readonly Told<Row>[];
    const made = make(this.#kit, this.#making ?? this.#begin(all), all, heard);
    return { told: this.#become(made, heard), failed };
  }

  #begin(all: readonly Told<Row>[]): Making<Content> {
    this.#around.learnTime();
    const since = this.#began === undefined ? undefined : this.#around.at(this.#began);
    return this.#start(
      since,
      all.flatMap(({ rows }) => rows),
    );
  }

  /** @returns what is to be told, with the gap that it says something of */
  #become({ making, told }: Made<Content>, heard: number): readonly Told<RawKline>[] {
    this.#making = making;
    // The exchange's clock can prove to be behind what was thought.
    this.#settledTo = heard;
    this.#settlesAt = this.#nextEnd();
    const last = told.at(-1);
    if (!last) return told;
    this.#newest = Math.max(this.#newest ?? 0, this.timeOf(last.rows[0]));
    const gap = this.#gap;
    this.#gap = undefined;
    if (!gap || told.some((each) => each.gap)) return told;
    return told.with(-1, { ...last, gap });
  }

  /** When the next of the open candles is over that are not settled yet, and nothing of it can be on its way any more. */
  #nextEnd(): number | undefined {
    let next = Number.POSITIVE_INFINITY;
    for (const { start } of this.#making?.open ?? []) {
      const end = nextStart(this.#kit.period, start);
      if (end > this.#settledTo) next = Math.min(next, end);
    }
    return next === Number.POSITIVE_INFINITY ? undefined : next + this.#patience;
  }

  /** Up to when everything is here that was heard of. */
  #heard(): number {
    return this.#around.heard() - this.#patience;
  }
}

function asItIs(update: Update): readonly Told<object>[] {
  const [first, ...others] = update.rows;
  return first ? [{ rows: [first, ...others], closed: update.closed ?? false, update }] : [];
}
