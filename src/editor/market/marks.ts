import type { Instrument } from "../../protocol/instruments";
import { canonical } from "../../protocol/subscription";
import { isSymbol, parseOption } from "../../protocol/symbols";

/** Why a symbol may bring no data: it is no symbol, its option has expired, or the exchange does not list it. */
export type Mark = "malformed" | "expired" | "unlisted";

/** Marks symbols by what a market lists; without a list, only by what their names say. */
export function marksFor(listed: readonly Instrument[] | undefined, now: number) {
  const known =
    listed && new Set(listed.flatMap(({ symbol, underlying }) => [canonical(symbol), underlying]));
  return (symbol: string): Mark | undefined => {
    if (!isSymbol(symbol)) return "malformed";
    const expiry = parseOption(symbol)?.expiry;
    if (expiry !== undefined && expiry <= now) return "expired";
    return known && !known.has(canonical(symbol)) ? "unlisted" : undefined;
  };
}
