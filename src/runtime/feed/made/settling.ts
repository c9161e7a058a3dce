import type { Feed } from "../../../link/feed/feed";
import { Alarm } from "../../../link/feed/time/alarm";
import type { KeptSeries } from "../history/series/kept-series";

/** Settles a series when it is time by the exchange's clock, and something has been heard on the link since. */
export class Settling {
  readonly #series: KeptSeries;
  readonly #feed: Pick<Feed, "time" | "signs">;
  readonly #settle: () => void;
  readonly #alarm: Alarm;
  readonly #isSurprisedNoLonger: () => void;
  #listensNoLonger: (() => void) | undefined;

  constructor(series: KeptSeries, feed: Pick<Feed, "time" | "signs">, settle: () => void) {
    this.#series = series;
    this.#feed = feed;
    this.#settle = settle;
    this.#alarm = new Alarm(
      () => feed.time.now(),
      () => this.#due(),
    );
    this.#isSurprisedNoLonger = feed.time.whenAnother(() => this.#alarm.set(series.settlesAt));
  }

  /** What is next may be another. */
  look(): void {
    const { settlesAt } = this.#series;
    if (settlesAt !== undefined && settlesAt !== this.#alarm.moment) this.#alarm.set(settlesAt);
  }

  close(): void {
    this.#alarm.close();
    this.#isSurprisedNoLonger();
    this.#listensNoLonger?.();
  }

  #due(): void {
    const due = this.#series.settlesAt;
    const { time, signs } = this.#feed;
    this.#listensNoLonger?.();
    this.#settle();
    // Settled; or it waits for somebody who knows what time it is.
    if (due === undefined || this.#series.settlesAt !== due || !time.isKnown) return;
    // Nothing was heard since; or the exchange's clock proves to be behind.
    if (time.now() < due) this.#alarm.set(due);
    else this.#listensNoLonger = signs.next(() => this.#due());
  }
}
