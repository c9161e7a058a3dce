import type { Endpoint } from "../../protocol/channels";
import type { TradeQuestion } from "./question";

/** The path of a call. It takes no range: the latest trades are answered. Source: docs/protocol.md, "REST (public, no signature)". */
export function tradeCall(endpoint: Endpoint, { symbol }: Pick<TradeQuestion, "symbol">): string {
  const market = endpoint === "options" ? "option" : "futures";
  return `/open/${market}/trade/lasttrade/v1/${encodeURIComponent(symbol)}`;
}
