import { openTime } from "../../../history/answers/candle-rows";
import { tradeTime } from "../../../history/answers/trade-rows";
import type { Update } from "../../../link/feed/update";
import { MOST_SYMBOLS } from "../../../link/tracking";
import type { RawKline, RawTrade } from "../../../protocol/decode";
import type { Place } from "../../connection/room";
import type { ToldUpdate } from "../history/told-update";
import type { Watched } from "../watched";
import { Remembered } from "./remembered";

/** Bytes of a frame that a node may hold on to, and rows; the longest of the exchange have 160 kB, and some hundred. */
const LONGEST_KEPT = 256 * 1024;
const MOST_ROWS_KEPT = 1_000;

/** What is remembered of one thing that is watched: nearly always it has one topic. */
export type Memory = Remembered | Map<string, Remembered>;

/** Remembers what came last, for those who ask. Source: docs/contract.md, "Messages in". */
export class Latest {
  readonly #place: Place;
  #isAsked = false;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Somebody asks: from now on there is more room. */
  asked(): void {
    this.#isAsked = true;
  }

  remember(update: ToldUpdate, watched: Watched): void {
    const known = rememberedOf(watched.latest, update.topic);
    // What was missed can be told late.
    if (update.mark && known && timeOf(update) < timeOf(known.update())) return;
    const before = known?.size ?? 0;
    const more = Remembered.sizeOf(update) - before;
    if (!mayBeKept(update) || (more > 0 && !this.#place.remembers(more, this.#isAsked))) {
      // What is older than what nobody could keep is not the latest.
      if (known) this.#forget(known, watched);
      return;
    }
    const remembered = known ?? this.#begin(update, watched);
    remembered.take(update);
    if (remembered.size !== before) this.#place.remember(remembered.size - before);
  }

  /** Each topic's latest. */
  of({ latest }: Watched): readonly Remembered[] {
    if (!latest) return [];
    return latest instanceof Map ? [...latest.values()] : [latest];
  }

  /** It is watched no more. */
  forget(watched: Watched): void {
    for (const { size } of this.of(watched)) this.#place.remember(-size);
    watched.latest = undefined;
  }

  #begin(update: Update, watched: Watched): Remembered {
    const remembered = new Remembered(update);
    const { latest } = watched;
    if (!latest) watched.latest = remembered;
    else if (latest instanceof Map) this.#add(remembered, latest);
    else
      watched.latest = new Map([
        [latest.topic, latest],
        [remembered.topic, remembered],
      ]);
    return remembered;
  }

  /** One topic more; the one that has been there for the longest leaves where there are too many. */
  #add(remembered: Remembered, topics: Map<string, Remembered>): void {
    topics.set(remembered.topic, remembered);
    if (topics.size <= MOST_SYMBOLS) return;
    for (const [topic, { size }] of topics) {
      topics.delete(topic);
      this.#place.remember(-size);
      return;
    }
  }

  #forget(known: Remembered, watched: Watched): void {
    this.#place.remember(-known.size);
    if (watched.latest instanceof Map) watched.latest.delete(known.topic);
    else watched.latest = undefined;
  }
}

export function mayBeKept(update: Update): boolean {
  return update.frame.size <= LONGEST_KEPT && (update.count ?? update.rows.length) <= MOST_ROWS_KEPT;
}

/** ms since 1970, of the newest row of candles or trades. */
function timeOf({ rows, subscription: { channel } }: Update): number {
  const row = rows.at(-1) ?? {};
  return channel.name === "kline" ? openTime(row as RawKline) : tradeTime(row as RawTrade);
}

function rememberedOf(memory: Memory | undefined, topic: string): Remembered | undefined {
  if (memory === undefined) return undefined;
  if (memory instanceof Map) return memory.get(topic);
  return memory.topic === topic ? memory : undefined;
}
