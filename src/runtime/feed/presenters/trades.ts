import { decodeTrade, type RawTrade, type Trade } from "../../../protocol/decode";
import type { ProtocolName } from "../../../protocol/dialects";
import { CoincallError } from "../../../protocol/error";
import type { About, Presenter } from "../definition";
import type { ToldUpdate } from "../history/told-update";
import type { FeedProperties } from "../properties";

/** The trades of one symbol, oldest first; those from before the subscription are marked, or left out. */
export function tradesPresenter({ history, fill }: FeedProperties): Presenter {
  return {
    payload(update: ToldUpdate, numbers, about) {
      const begin = fill ? beginOf(update, about) : about.since();
      const trades = update.rows.map((row) => decodeTrade(row as RawTrade, numbers));
      const told = history ? trades : trades.filter((trade) => !isBefore(trade, begin));
      if (told.length === 0) return undefined;
      return told.map((trade) => (isBefore(trade, begin) ? { ...trade, history: true } : trade));
    },
  };
}

/** No trade is thinned out: they wait for each other. */
export function joinTrades(waiting: ToldUpdate, update: ToldUpdate): ToldUpdate {
  const gap = waiting.gap ?? update.gap;
  return { ...update, rows: [...waiting.rows, ...update.rows], ...(gap ? { gap } : {}) };
}

/** The dialect of 2023 has no channel of trades with ids. */
export function tradeIdsUnsigned(
  { tradeIds }: FeedProperties,
  protocol: ProtocolName,
): CoincallError | undefined {
  if (!tradeIds || protocol === "signed") return undefined;
  return new CoincallError("COINCALL_CONFIG", "tradeIdsUnsigned");
}

/**
 * What was before this was before the subscription, ms since 1970, in a node that fills gaps. Nothing is that an outage took, whether REST
 * told it or the link's first push after it, although the exchange's clock may have been set meanwhile.
 */
function beginOf({ mark, gap }: ToldUpdate, about: About): number {
  if (mark) return Number.NEGATIVE_INFINITY;
  return Math.min(about.since(), gap?.from ?? Number.POSITIVE_INFINITY);
}

function isBefore({ timestamp }: Trade<number | string>, moment: number): boolean {
  return timestamp !== undefined && timestamp < moment;
}
