import { canonical } from "../../protocol/subscription";
import type { Instrument } from "../../protocol/symbols/instruments";
import { isSymbol, parseOption } from "../../protocol/symbols/symbols";
import { isRollingName } from "../rolling/takes";

/**
 * Why a symbol may bring no data: it is no symbol, it rolls where nothing does, it is no option where only options are
 * watched, its option has expired, or the exchange does not list it.
 */
export type Mark = "malformed" | "elsewhere" | "misplaced" | "expired" | "unlisted";

export interface Watching {
  /** Whether single options are all that can be watched. */
  readonly optionsOnly?: boolean;
  /** Whether rolling options can be. */
  readonly rolling?: boolean;
}

/** Marks symbols by what a market lists; without a list, only by what their names say. */
export function marksFor(
  listed: readonly Instrument[] | undefined,
  now: number,
  { optionsOnly = false, rolling = false }: Watching = {},
) {
  const known =
    listed && new Set(listed.flatMap(({ symbol, underlying }) => [canonical(symbol), underlying]));
  return (symbol: string): Mark | undefined => {
    if (isRollingName(symbol)) return rolling ? undefined : "elsewhere";
    if (!isSymbol(symbol)) return "malformed";
    const expiry = parseOption(symbol)?.expiry;
    if (optionsOnly && expiry === undefined) return "misplaced";
    if (expiry !== undefined && expiry <= now) return "expired";
    return known && !known.has(canonical(symbol)) ? "unlisted" : undefined;
  };
}
