import type { Told } from "../../../history/told";
import type { Feed } from "../../../link/feed/feed";
import { Frame } from "../../../link/feed/frame";
import type { Update } from "../../../link/feed/update";
import { askedFor } from "../made/made-subscription";
import type { ToldUpdate } from "./told-update";
import type { Tracked } from "./tracked";

const NOTHING = Buffer.alloc(0);

/** What is told becomes updates as the outlet takes them. */
export class ToldUpdates {
  readonly #feed: Feed;
  readonly #raw: boolean;

  /** @param raw whether the rows' source is wanted too */
  constructor(feed: Feed, raw: boolean) {
    this.#feed = feed;
    this.#raw = raw;
  }

  /** @param data of which REST's answer it was told; absent of what is live */
  of(tracked: Tracked, told: Told<object>, data?: unknown): ToldUpdate {
    const { series } = tracked;
    const { rows, closed, mark, gap } = told;
    // The core gives back what it was given.
    const update = told.update as Update | undefined;
    return {
      ...(update ?? this.#ofRest(tracked, told, data)),
      ...(update ? { rows } : {}),
      closed,
      ...(mark ? { mark } : {}),
      ...(gap ? { gap } : {}),
      ...(series.made ? { made: series.made.period, subscription: series.made.subscription } : {}),
    };
  }

  #ofRest(
    { series, topic, watched: { subscription } }: Tracked,
    { rows }: Told<object>,
    data: unknown,
  ): Update {
    const source = this.#raw ? JSON.stringify(series.sourceOf(rows, data)) : undefined;
    const written = series.topicOf?.(rows[0]) ?? topic;
    const isAlike = (rows[0] as { s?: string }).s === written;
    return {
      topic: written,
      rows: isAlike ? rows : rows.map((row) => ({ ...row, s: written })),
      isOwn: true,
      subscription: this.#feed.ownOf(askedFor(subscription)),
      frame: new Frame(source === undefined ? NOTHING : Buffer.from(source), Date.now()),
      sent: undefined,
      connection: this.#feed.connection,
      asked: performance.now(),
    };
  }
}
