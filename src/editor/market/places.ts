import type { Endpoint } from "../../protocol/channels";
import { isPlainSymbol, parseOption } from "../../protocol/symbols/symbols";
import { isRollingName, takesRolling } from "../rolling/takes";

/**
 * Why a well-formed symbol can't be right for a node: it is an option or rolls where neither is watched, it is no option
 * where only options are, or it is on the market that the node has not chosen.
 */
export type Misplacement = "elsewhere" | "misplaced" | "otherMarket";

const ENDPOINTS: readonly Endpoint[] = ["options", "futures"];
const OPTIONS: readonly Endpoint[] = ["options"];
const FUTURES: readonly Endpoint[] = ["futures"];

/** Where a node watches `BTCUSD` and its like. Source: docs/protocol.md, "Channels". */
const OF_UNDERLYINGS: Readonly<Record<string, readonly Endpoint[]>> = {
  "coincall-kline": FUTURES,
  "coincall-order-book": FUTURES,
  "coincall-greeks": [],
  "coincall-option-chain": OPTIONS,
};

/** The markets on which a node can watch a well-formed symbol. */
export function marketsOf(symbol: string, type: string): readonly Endpoint[] {
  if (isRollingName(symbol)) return ENDPOINTS.filter((endpoint) => takesRolling(type, endpoint));
  if (parseOption(symbol)) return type === "coincall-spot" ? [] : OPTIONS;
  return OF_UNDERLYINGS[type] ?? ENDPOINTS;
}

/** Why a well-formed symbol can't be right; `undefined` if it can. */
export function misplacementOf(symbol: string, type: string, endpoint: Endpoint): Misplacement | undefined {
  const markets = marketsOf(symbol, type);
  if (markets.includes(endpoint)) return undefined;
  if (markets.length > 0) return "otherMarket";
  return isPlainSymbol(symbol) ? "misplaced" : "elsewhere";
}

/** Whether a node watches options on one market, and other things on the other. */
export function watchesOtherwise(type: string): boolean {
  return takesRolling(type, "options") && OF_UNDERLYINGS[type]?.length !== 0;
}

/** The market that a form calls so; of nodes that can't choose it is the options'. */
export function endpointOf(written: unknown): Endpoint {
  return written === "futures" ? "futures" : "options";
}

export function otherThan(endpoint: Endpoint): Endpoint {
  return endpoint === "futures" ? "options" : "futures";
}
