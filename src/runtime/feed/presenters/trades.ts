import type { Update } from "../../../link/feed/update";
import { decodeTrade, type RawTrade, type Trade } from "../../../protocol/decode";
import type { ProtocolName } from "../../../protocol/dialects";
import { CoincallError } from "../../../protocol/error";
import type { Presenter } from "../definition";
import type { FeedProperties } from "../properties";

/** The trades of one symbol, oldest first; those from before the subscription are marked, or left out. */
export function tradesPresenter({ history }: FeedProperties): Presenter {
  return {
    payload({ rows }, numbers, about) {
      const subscribed = about.since();
      const trades = rows.map((row) => decodeTrade(row as RawTrade, numbers));
      const told = history ? trades : trades.filter((trade) => !isBefore(trade, subscribed));
      if (told.length === 0) return undefined;
      return told.map((trade) => (isBefore(trade, subscribed) ? { ...trade, history: true } : trade));
    },
  };
}

/** No trade is thinned out: they wait for each other. */
export function joinTrades(waiting: Update, update: Update): Update {
  return { ...update, rows: [...waiting.rows, ...update.rows] };
}

function isBefore({ timestamp }: Trade<number | string>, moment: number): boolean {
  return timestamp !== undefined && timestamp < moment;
}

/** The dialect of 2023 has no channel of trades with ids. */
export function tradeIdsUnsigned(
  { tradeIds }: FeedProperties,
  protocol: ProtocolName,
): CoincallError | undefined {
  if (!tradeIds || protocol === "signed") return undefined;
  return new CoincallError("COINCALL_CONFIG", "tradeIdsUnsigned");
}
