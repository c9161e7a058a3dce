import type { Update } from "../../link/feed/update";
import type { Place } from "../connection/room";
import type { ToldUpdate } from "./history/told-update";
import { type Watched, waitingPlace } from "./watched";

/** Messages that one node sends in one turn of the event loop: what is more waits until the flow had its turn. */
const PER_TURN = 200;
/** Rows of a message; one with more counts as several. */
const ROWS_A_MESSAGE = 50;
/** Rows that may wait in one message; only trades gather rows without end. */
const MOST_ROWS = 10_000;
/** Final candles that may wait, of all topics together: each waits by itself. */
const MOST_CANDLES = 10_000;

/** What a flow was too slow for. */
export type Loss = "tradesLost" | "candlesLost" | "updatesLost";

interface Waiting {
  readonly update: Update;
  readonly watched: Watched | undefined;
  readonly bytes: number;
}

/**
 * Keeps a flood within bounds: when frames come faster than the flow takes messages, the newest of a topic replaces
 * the one that waits. Where that would lose something, all wait: trades together, up to 10,000 a topic, and final
 * candles, up to 10,000 in all. Beyond that the oldest are lost, and said to be; so is what comes when there is no room
 * for anything more.
 */
export class Pressure {
  readonly #merge: (waiting: Update, update: Update) => Update;
  readonly #deliver: (update: Update, watched?: Watched) => number;
  readonly #lost: (loss: Loss, count: number) => void;
  readonly #place: Place;
  readonly #waiting = new Map<string, Waiting>();
  /** The names of the final candles among them, the oldest first. */
  readonly #candles = new Set<string>();
  #sentThisTurn = 0;
  /** Updates from REST that have waited so far. */
  #marked = 0;
  #nextTurn: NodeJS.Immediate | undefined;

  /** @param deliver sends it, and tells how many rows it sent */
  constructor(
    merge: (waiting: Update, update: Update) => Update,
    deliver: (update: Update, watched?: Watched) => number,
    lost: (loss: Loss, count: number) => void,
    place: Place,
  ) {
    this.#merge = merge;
    this.#deliver = deliver;
    this.#lost = lost;
    this.#place = place;
  }

  /** @param watched what it is of; handed on with it */
  offer(update: Update, watched?: Watched): void {
    this.#nextTurn ??= setImmediate(() => this.#turn());
    if (this.#sentThisTurn < PER_TURN) {
      this.#sentThisTurn += Math.max(1, this.#deliver(update, watched) / ROWS_A_MESSAGE);
      return;
    }
    this.#wait(this.#place.own(update), watched);
  }

  /** Sends at once what waits of something: nothing more comes of it. */
  release(released: Watched): void {
    for (const [name, { update, watched }] of [...this.#waiting]) {
      if (watched !== released) continue;
      this.#take(name);
      this.#deliver(update, watched);
    }
  }

  /** What waits at a place, but for final candles. */
  waiting(place: string): Update | undefined {
    return this.#waiting.get(`${place} `)?.update;
  }

  /** Forgets what waits. */
  close(): void {
    clearImmediate(this.#nextTurn);
    for (const name of [...this.#waiting.keys()]) this.#take(name);
  }

  #wait(update: ToldUpdate, watched: Watched | undefined): void {
    // A final candle takes the place of what it was so far; left there, that would become the next candle, before it.
    if (update.closed && !update.mark) this.#take(nameOf({ ...update, closed: false }, watched));
    // What was missed is no part of anything else.
    const name = update.mark ? `${nameOf(update, watched)} ${this.#marked++}` : nameOf(update, watched);
    if (this.#waiting.get(name)?.watched !== watched) this.#take(name);
    const known = this.#waiting.get(name);
    const joined = known ? this.#joined(known.update, update) : update;
    const bytes = this.#place.bytesOf(joined);
    const more = bytes - (known?.bytes ?? 0);
    // One that gathers rows has taken these in already.
    if (this.#place.isFull && more > 0 && joined !== known?.update) {
      this.#lost(lossOf(update), isOfTrades(update) ? update.rows.length : 1);
      return;
    }
    this.#place.take(more);
    // In its place, where one waits: each topic has its turn.
    this.#waiting.set(name, { update: joined, watched, bytes });
    if (update.closed) this.#boundCandles(name);
  }

  #take(name: string): void {
    this.#place.free(this.#waiting.get(name)?.bytes ?? 0);
    this.#waiting.delete(name);
    this.#candles.delete(name);
  }

  #turn(): void {
    this.#nextTurn = undefined;
    this.#sentThisTurn = 0;
    for (const [name, { update, watched }] of this.#waiting) {
      if (this.#sentThisTurn >= PER_TURN) break;
      this.#take(name);
      this.offer(update, watched);
    }
    if (this.#waiting.size > 0) this.#nextTurn ??= setImmediate(() => this.#turn());
  }

  #joined(waiting: Update, update: Update): Update {
    const merged = this.#merge(waiting, update);
    // One that takes the other's place may be unread still, and stays so.
    return merged === update ? update : this.#bounded(merged);
  }

  /** Without the oldest rows when there are too many. */
  #bounded(update: Update): Update {
    const excess = (update.count ?? update.rows.length) - MOST_ROWS;
    if (excess <= 0) return update;
    this.#lost("tradesLost", excess);
    return { ...update, rows: update.rows.slice(excess) };
  }

  #boundCandles(newest: string): void {
    this.#candles.add(newest);
    if (this.#candles.size <= MOST_CANDLES) return;
    const [oldest = newest] = this.#candles;
    this.#take(oldest);
    this.#lost("candlesLost", 1);
  }
}

function lossOf(update: Update): Loss {
  if (update.closed) return "candlesLost";
  return isOfTrades(update) ? "tradesLost" : "updatesLost";
}

function isOfTrades({ subscription: { channel } }: Update): boolean {
  return channel.name === "trades";
}

/** A final candle is not replaced by the next one. */
function nameOf(update: Update, watched: Watched | undefined): string {
  const candle = update.closed ? String((update.rows[0] as { ts?: unknown }).ts) : "";
  return `${waitingPlace(update, watched)} ${candle}`;
}
