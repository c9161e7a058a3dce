import type { Update } from "../../link/feed/update";
import type { Watched } from "./watched";

/** Messages that one node sends in one turn of the event loop: what is more waits until the flow had its turn. */
const PER_TURN = 200;
/** Rows that may wait in one message; only trades gather rows without end. */
const MOST_ROWS = 10_000;
/** Final candles that may wait, of all topics together: each waits by itself. */
const MOST_CANDLES = 10_000;

/** What a flow was too slow for. */
export type Loss = "tradesLost" | "candlesLost";

/**
 * Keeps a flood within bounds: when frames come faster than the flow takes messages, the newest of a topic replaces
 * the one that waits. Where that would lose something, all wait: trades together, up to 10,000 a topic, and final
 * candles, up to 10,000 in all. Beyond that the oldest are lost, and said to be.
 */
export class Pressure {
  readonly #merge: (waiting: Update, update: Update) => Update;
  readonly #deliver: (update: Update, watched?: Watched) => void;
  readonly #lost: (loss: Loss, count: number) => void;
  readonly #waiting = new Map<string, Update>();
  /** The names of the final candles among them, the oldest first. */
  readonly #candles = new Set<string>();
  #sentThisTurn = 0;
  #nextTurn: NodeJS.Immediate | undefined;

  constructor(
    merge: (waiting: Update, update: Update) => Update,
    deliver: (update: Update, watched?: Watched) => void,
    lost: (loss: Loss, count: number) => void,
  ) {
    this.#merge = merge;
    this.#deliver = deliver;
    this.#lost = lost;
  }

  /** @param watched what it is of; handed on with it, unless it waits */
  offer(update: Update, watched?: Watched): void {
    this.#nextTurn ??= setImmediate(() => this.#turn());
    if (this.#sentThisTurn < PER_TURN) {
      this.#sentThisTurn += 1;
      this.#deliver(update, watched);
      return;
    }
    // A final candle takes the place of what it was so far; left there, that would become the next candle, before it.
    if (update.closed) this.#waiting.delete(nameOf({ ...update, closed: false }));
    const name = nameOf(update);
    const waiting = this.#waiting.get(name);
    this.#waiting.set(name, waiting ? this.#joined(waiting, update) : update);
    if (update.closed) this.#boundCandles(name);
    update.frame.keep();
  }

  /** Forgets what waits. */
  close(): void {
    clearImmediate(this.#nextTurn);
    this.#waiting.clear();
    this.#candles.clear();
  }

  #turn(): void {
    this.#nextTurn = undefined;
    this.#sentThisTurn = 0;
    for (const [name, update] of this.#waiting) {
      if (this.#sentThisTurn >= PER_TURN) break;
      this.#waiting.delete(name);
      this.#candles.delete(name);
      this.offer(update);
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
    const excess = update.rows.length - MOST_ROWS;
    if (excess <= 0) return update;
    this.#lost("tradesLost", excess);
    return { ...update, rows: update.rows.slice(excess) };
  }

  #boundCandles(newest: string): void {
    this.#candles.add(newest);
    if (this.#candles.size <= MOST_CANDLES) return;
    const [oldest = newest] = this.#candles;
    this.#candles.delete(oldest);
    this.#waiting.delete(oldest);
    this.#lost("candlesLost", 1);
  }
}

/** A final candle is not replaced by the next one. */
function nameOf(update: Update): string {
  const candle = update.closed ? String((update.rows[0] as { ts?: unknown }).ts) : "";
  return `${update.subscription.key} ${update.topic} ${candle}`;
}
