import type { Coverage } from "../../../history/coverage";
import type { Update } from "../../../link/feed/update";
import type { CoincallError } from "../../../protocol/error";
import { type CoveredSeries, type Covering, covered } from "../../connection/coverages";
import type { Asker, Asking } from "../../history/asking";
import { askedFor } from "../made/made-subscription";
import type { Missed } from "../news/missed";
import type { Watched } from "../watched";
import { ExchangePast } from "./exchange-past";
import { ExchangeTime } from "./exchange-time";
import type { HistoryOptions } from "./history-options";
import { type Filling, Progress } from "./progress";
import type { Outcome, PastQuestion, Surroundings } from "./series/kept-series";
import { surroundingsOf } from "./surroundings";
import { ToldUpdates } from "./told-updates";
import { Tracked } from "./tracked";
import { UntoldGaps } from "./untold-gaps";

/** What a node knows of the past of all that it watches, and what it asks for of it. */
export class NodeHistory implements Asker, Covering {
  readonly #options: HistoryOptions;
  readonly #around: Surroundings;
  readonly #updates: ToldUpdates;
  readonly #all = new Map<Watched, Tracked>();
  readonly #progress = new Progress<Tracked>();
  /** What could not be had and was not told yet, by symbol: outages can come faster than all that they took. */
  readonly #missed = new Map<string, Missed>();
  readonly #untold = new UntoldGaps();
  /** The latest connection that is known to be over, and the latest that is known to have begun. */
  #cutOver = 0;
  #openOver = 0;
  readonly #exchange: ExchangePast;
  readonly #time: ExchangeTime;

  constructor(options: HistoryOptions) {
    const { feed, raw } = options;
    this.#options = options;
    this.#around = surroundingsOf(feed, options);
    this.#updates = new ToldUpdates(feed, raw);
    this.#exchange = new ExchangePast(this, options.exchange);
    this.#time = new ExchangeTime(
      feed.time,
      options.learnTime,
      () => this.#beginAnew(),
      () => this.#wantAll(),
    );
  }

  /** How far it is with what was missed; `undefined` where nothing is asked for. */
  get filling(): Filling | undefined {
    return this.#progress.filling;
  }

  /** Since when the series of something that is watched is whole, and until when, ms since 1970. */
  coverageOf(watched: Watched): (Coverage & { readonly to: number }) | undefined {
    const { coverage, series } = this.#all.get(watched) ?? {};
    const newest = series?.newest;
    if (!coverage || newest === undefined) return undefined;
    // A flow may change what it is told.
    const gaps = coverage.gaps.map(({ from, to, filled }) => ({ from, to, filled }));
    return { from: coverage.from, to: newest, gaps };
  }

  /** The same of all that is watched. */
  *covered(): Iterable<CoveredSeries> {
    for (const watched of this.#all.keys()) {
      const coverage = this.coverageOf(watched);
      if (coverage) yield covered(watched, coverage);
    }
  }

  receive(watched: Watched, update: Update): void {
    const tracked = this.#trackedOf(watched);
    const { series } = tracked;
    const outcome = series.take(update);
    tracked.topic = update.topic;
    if (outcome) {
      // A part of a candle that is made is not the candle.
      if (series.isWaiting && !series.made) this.#options.waits(update, watched);
      this.#tell(tracked, outcome);
    } else {
      this.#options.send(update, watched);
      tracked.toldLive(update.rows[0]);
    }
    if (series.isMissing) this.#want(tracked);
    else if (outcome && !tracked.isAsked) this.#settled(this.#progress.done(tracked));
  }

  /** The exchange has answered to what is watched, or something is watched from now on. */
  look(watched: Watched): void {
    const state = this.#options.feed.entryOf(askedFor(watched.subscription))?.state;
    if (state === "confirmed") {
      const tracked = this.#trackedOf(watched);
      if (this.#options.asks) this.#time.wanted();
      if (tracked.series.isMissing) this.#want(tracked);
      return;
    }
    const tracked = this.#all.get(watched);
    if (tracked && (state === "rejected" || state === "expired")) this.#settled(this.#progress.done(tracked));
  }

  /** The link is in another state. */
  linkChanged(): void {
    const { state, connection } = this.#options.feed;
    const isOpen = state.name === "open";
    const over = isOpen ? connection - 1 : connection;
    if (over > this.#cutOver) {
      this.#cutOver = over;
      for (const tracked of [...this.#all.values()])
        this.#tell(tracked, tracked.series.cut(this.#certainUntil(tracked)));
    }
    if (!isOpen || connection === this.#openOver) return;
    this.#openOver = connection;
    this.#wantAll();
  }

  /**
   * Where frames do not tell the exchange's clock, this machine's may be ahead: of trades only what they brought is certain
   * then. Candles are certain until the open one anyway.
   */
  #certainUntil({ series, watched: { subscription } }: Tracked): number {
    const { signs, time } = this.#options.feed;
    const { heard } = signs;
    if (time.isHeard || askedFor(subscription).channel.name === "kline") return heard;
    return Math.min(heard, series.newest ?? heard);
  }

  /** It is watched no more: what waits is sent, where that may still be. */
  left(watched: Watched): void {
    const tracked = this.#all.get(watched);
    if (!tracked) return;
    this.#tell(tracked, tracked.series.giveUp());
    this.#untold.left(watched, tracked.series);
    this.#all.delete(watched);
    tracked.close();
    this.#settled(this.#progress.left(tracked));
  }

  close(): void {
    this.#options.closed();
    this.#exchange.close();
    this.#time.close();
    for (const tracked of this.#all.values()) tracked.close();
    this.#all.clear();
  }

  next(isUrgent: boolean): Asking | undefined {
    for (const tracked of this.#progress) {
      if (tracked.isAsked || (isUrgent && !tracked.series.isWaiting) || !this.#mayAsk(tracked)) continue;
      const question = tracked.series.question();
      if (!question) this.#settled(this.#progress.done(tracked));
      else if (question.isUrgent || !isUrgent) return this.#asking(tracked, question);
    }
    return undefined;
  }

  giveUp(failure: CoincallError): void {
    for (const tracked of [...this.#progress]) {
      const question = tracked.isAsked || !this.#mayAsk(tracked) ? undefined : tracked.series.question();
      if (question) this.#answered(tracked, question, undefined, failure);
    }
  }

  #asking(tracked: Tracked, question: PastQuestion): Asking {
    tracked.isAsked = true;
    return {
      call: question,
      ask: (path) => this.#exchange.ask(path, this.#options.exact),
      answered: (data, failure) => this.#answered(tracked, question, data, failure),
      putBack: () => {
        tracked.isAsked = false;
      },
    };
  }

  #answered(tracked: Tracked, question: PastQuestion, data: unknown, failure?: CoincallError): void {
    tracked.isAsked = false;
    if (this.#all.get(tracked.watched) !== tracked) return;
    if (tracked.asksAgain(question, data)) return;
    tracked.failure = failure;
    this.#tell(tracked, tracked.series.answer(question, data), data);
    if (tracked.series.isMissing) this.#want(tracked);
    else this.#settled(this.#progress.done(tracked));
  }

  #tell(tracked: Tracked, outcome: Outcome, data?: unknown): void {
    const { watched } = tracked;
    for (const told of outcome.told) this.#options.send(this.#updates.of(tracked, told, data), watched);
    tracked.changed(outcome);
    if (!outcome.failed) return;
    const { label: symbol } = watched;
    const failure = this.#missed.get(symbol)?.failure ?? tracked.failure;
    this.#missed.set(symbol, { symbol, failure });
    this.#report();
  }

  /** The exchange's clock is another than was thought. */
  #beginAnew(): void {
    for (const { series } of this.#all.values()) series.clockChanged?.();
  }

  #wantAll(): void {
    for (const tracked of this.#all.values()) if (tracked.series.isMissing) this.#want(tracked);
  }

  /** Whether its answers can be told, and would be whole: the link is there, and brings what comes from now on. */
  #mayAsk({ watched: { subscription } }: Tracked): boolean {
    const { feed } = this.#options;
    if (!this.#time.isSettled) return false;
    return feed.state.name === "open" && feed.entryOf(askedFor(subscription))?.state === "confirmed";
  }

  #want(tracked: Tracked): void {
    if (this.#progress.missing(tracked)) this.#options.changed();
    if (!tracked.isAsked && this.#mayAsk(tracked)) void this.#exchange.wanted();
  }

  /** @param isNews whether something is not missing any more */
  #settled(isNews: boolean): void {
    if (!isNews) return;
    this.#options.changed();
    this.#report();
  }

  /** Once nothing is asked for any more. */
  #report(): void {
    if (this.#progress.filling || this.#missed.size === 0) return;
    const missed = [...this.#missed.values()];
    this.#missed.clear();
    this.#options.missed(missed);
  }

  #trackedOf(watched: Watched): Tracked {
    const known = this.#all.get(watched);
    if (known) return known;
    const series = this.#options.series(watched, this.#around);
    const tracked = new Tracked(watched, series, this.#options.feed, {
      impatient: (late) => this.#tell(late, late.series.giveUp()),
      again: (again) => this.#want(again),
      due: (due) => due.series.settle && this.#tell(due, due.series.settle()),
    });
    this.#all.set(watched, tracked);
    this.#untold.begun(watched, this.#around.now());
    return tracked;
  }
}
