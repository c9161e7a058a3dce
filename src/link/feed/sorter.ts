import type { Channel } from "../../protocol/channels";
import { MOST_ROWS } from "../../protocol/limits";
import { isForeign } from "../../protocol/rows/foreign";
import type { Rows } from "../../protocol/rows/rows";
import { sentRows } from "../../protocol/rows/sent-rows";
import type { UnreadPart } from "../tracking";
import type { Drops } from "./drops";
import { isWanted, type Watch, type Watches } from "./watches";

const NOBODY: ReadonlyMap<Watch, UnreadPart> = new Map();

/** Sorts the rows of a push by who wants them. */
export class Sorter {
  readonly #watches: Watches;
  readonly #drops: Drops;
  readonly #ambiguous: (watches: readonly Watch[]) => void;

  /** @param ambiguous is told of the candles that a row could be of, when it could be of several */
  constructor(watches: Watches, drops: Drops, ambiguous: (watches: readonly Watch[]) => void) {
    this.#watches = watches;
    this.#drops = drops;
    this.#ambiguous = ambiguous;
  }

  /** The rows of a push, each with everybody who wants it; rows that nobody wants are not even checked. */
  sort(channel: Channel, data: object): ReadonlyMap<Watch, object[]> {
    const sorted = new Map<Watch, object[]>();
    const rows = sentRows(channel, data, MOST_ROWS);
    const excess = rowCount(data) - rows.length;
    if (excess > 0) this.#drops.exceeded(channel.name, MOST_ROWS, excess);
    // Nothing in it is nothing that anybody wants.
    if (rows.length === 0) this.#drops.count("unwanted");
    let unreadable = 0;
    for (const row of rows) {
      const wanted = this.#wantedBy(channel, row);
      if (!wanted) unreadable += 1;
      for (const watch of wanted ?? []) {
        const ofWatch = sorted.get(watch);
        if (ofWatch) ofWatch.push(row as object);
        else sorted.set(watch, [row as object]);
      }
    }
    if (unreadable > 0)
      this.#drops.report("unreadable", "rowUnreadable", { channel: channel.name }, unreadable);
    return sorted;
  }

  /** The rows of a push that are one watch's; unreadable are those that do not say whose they are. */
  rowsOf(watch: Watch, data: object): Rows<object> {
    const rows: object[] = [];
    const { channel } = watch.subscription;
    const sent = sentRows(channel, data, MOST_ROWS);
    // A frame with so many symbols is not passed on unread: what is beyond says not whose it is.
    let unreadable = rowCount(data) - sent.length;
    for (const row of sent) {
      const watches = this.#watches.find(channel, row);
      if (watches === undefined) unreadable += 1;
      else if (watches.includes(watch)) rows.push(row as object);
    }
    return { rows, unreadable };
  }

  /**
   * Who wants the rows of a push that was not read, of which only the symbols are known, and what it is to them;
   * `undefined` when that depends on what is in it.
   */
  sortUnread(channel: Channel, symbols: readonly string[]): ReadonlyMap<Watch, UnreadPart> | undefined {
    const watches = this.#watches.of(channel, symbols[0] ?? "") ?? [];
    if (!watches.some(isWanted)) return this.#areUnwanted(channel, symbols) ? this.#drop(symbols) : undefined;
    const sorted = new Map<Watch, UnreadPart>();
    for (const watch of watches) {
      if (!isWanted(watch)) continue;
      const part = watch.entry.state === "confirmed" ? watch.tracker.unread?.(symbols) : undefined;
      if (!part) return undefined;
      sorted.set(watch, part);
    }
    return sorted;
  }

  /** Whether any of these symbols is one that the exchange was asked for, wanted still or not. */
  areAsked(channel: Channel, symbols: readonly string[]): boolean {
    return (this.#watches.ofAll(channel, symbols)?.length ?? 0) > 0;
  }

  #areUnwanted(channel: Channel, symbols: readonly string[]): boolean {
    return this.#watches.ofAll(channel, symbols)?.some(isWanted) === false;
  }

  #drop(symbols: readonly string[]): ReadonlyMap<Watch, UnreadPart> {
    this.#drops.count("unwanted", symbols.length);
    return NOBODY;
  }

  /** `undefined` for a row that does not say whose it is. */
  #wantedBy(channel: Channel, row: unknown): readonly Watch[] | undefined {
    if (isForeign(channel.name, row)) {
      this.#drops.count("unwanted");
      return [];
    }
    const watches = this.#watches.find(channel, row);
    if (watches === undefined) return undefined;
    // A candle that does not say its period, while several are subscribed: whose it is nobody can know.
    if (channel.name === "kline" && watches.length > 1) {
      this.#drops.count("ambiguous");
      this.#ambiguous(watches);
      return [];
    }
    const wanted = watches.filter(isWanted);
    if (wanted.length === 0) this.#drops.count("unwanted");
    return wanted;
  }
}

function rowCount(data: object): number {
  return Array.isArray(data) ? data.length : 1;
}
