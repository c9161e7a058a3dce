import type { Endpoint } from "../../protocol/channels";
import { canonical } from "../../protocol/subscription";
import type { Instrument } from "../../protocol/symbols/instruments";
import { isSymbol, parseOption } from "../../protocol/symbols/symbols";
import { isRollingName } from "../rolling/takes";
import { type Misplacement, marketsOf, misplacementOf } from "./places";

/**
 * Why a symbol may bring no data: it is no symbol, it can't be right for the node, its option has expired, or the
 * exchange does not list it on the node's market, perhaps on the other one.
 */
export type Mark = "malformed" | Misplacement | "expired" | "unlisted";

type Listed = readonly Instrument[] | undefined;

/** Marks a node's symbols by what its market lists; without a list, only by what their names say. */
export function marksFor(type: string, endpoint: Endpoint, now: number, listed?: Listed, elsewhere?: Listed) {
  const known = listed && namesIn(listed);
  const others = elsewhere && namesIn(elsewhere);
  return (symbol: string): Mark | undefined => {
    if (!isSymbol(symbol) && !isRollingName(symbol)) return "malformed";
    const misplacement = misplacementOf(symbol, type, endpoint);
    if (misplacement || isRollingName(symbol)) return misplacement;
    const expiry = parseOption(symbol)?.expiry;
    if (expiry !== undefined && expiry <= now) return "expired";
    const name = canonical(symbol);
    if (!known || known.has(name)) return undefined;
    return others?.has(name) && marketsOf(symbol, type).length > 1 ? "otherMarket" : "unlisted";
  };
}

/** Of instruments and their underlyings. */
export function namesIn(listed: readonly Instrument[]): ReadonlySet<string> {
  return new Set(listed.flatMap(({ symbol, underlying }) => [canonical(symbol), underlying]));
}
