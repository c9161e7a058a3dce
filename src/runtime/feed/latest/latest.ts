import { openTime } from "../../../history/answers/candle-rows";
import { tradeTime } from "../../../history/answers/trade-rows";
import type { Update } from "../../../link/feed/update";
import { MOST_SYMBOLS } from "../../../link/tracking";
import type { RawKline, RawTrade } from "../../../protocol/decode";
import type { Place } from "../../connection/room";
import type { ToldUpdate } from "../history/told-update";
import type { Watched } from "../watched";
import { type Remembered, rememberedOf, sizeOf } from "./remembered";

/** Bytes of a frame that a node may hold on to, and rows; the longest of the exchange have 160 kB, and some hundred. */
const LONGEST_KEPT = 256 * 1024;
const MOST_ROWS_KEPT = 1_000;

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
    const known = knownOf(watched, update.topic);
    // What was missed can be told late.
    if (update.mark && known && timeOf(update, watched) < timeOf(known.update(), watched)) return;
    if (known?.replace(update)) return;
    const more = sizeOf(update) - (known?.size ?? 0);
    const hasRoom = mayBeKept(update) && (more <= 0 || this.#place.remembers(more, this.#isAsked));
    const remembered = hasRoom ? rememberedOf(update, watched.subscription.channel.name) : undefined;
    // What is older than what nobody could keep is not the latest.
    if (known) this.#forget(known, watched);
    if (remembered) this.#add(remembered, watched);
  }

  /** Each topic's latest. */
  of({ latest, latestOfOthers }: Watched): readonly Remembered[] {
    return [...(latest ? [latest] : []), ...(latestOfOthers?.values() ?? [])];
  }

  /** It is watched no more. */
  forget(watched: Watched): void {
    for (const { size } of this.of(watched)) this.#place.remember(-size);
    watched.latest = undefined;
    watched.latestOfOthers = undefined;
  }

  /** Of more topics than there can be, the one that has been there for the longest leaves. */
  #add(remembered: Remembered, watched: Watched): void {
    this.#place.remember(remembered.size);
    if (!watched.latest) {
      watched.latest = remembered;
      return;
    }
    watched.latestOfOthers ??= new Map();
    watched.latestOfOthers.set(remembered.topic, remembered);
    if (watched.latestOfOthers.size <= MOST_SYMBOLS) return;
    for (const oldest of watched.latestOfOthers.values()) {
      this.#forget(oldest, watched);
      return;
    }
  }

  #forget(known: Remembered, watched: Watched): void {
    this.#place.remember(-known.size);
    if (watched.latest === known) watched.latest = undefined;
    else watched.latestOfOthers?.delete(known.topic);
  }
}

export function mayBeKept(update: Update): boolean {
  return update.frame.size <= LONGEST_KEPT && (update.count ?? update.rows.length) <= MOST_ROWS_KEPT;
}

/** ms since 1970, of the newest row of candles or trades. */
function timeOf({ rows }: Update, { subscription: { channel } }: Watched): number {
  const row = rows.at(-1) ?? {};
  return channel.name === "kline" ? openTime(row as RawKline) : tradeTime(row as RawTrade);
}

/** Nearly always there is one topic, and its name is read only where there can be others. */
function knownOf({ latest, latestOfOthers, subscription }: Watched, topic: string): Remembered | undefined {
  const { name } = subscription.channel;
  if ((name !== "trades" && name !== "optionChain") || latest?.topic === topic) return latest;
  return latestOfOthers?.get(topic);
}
