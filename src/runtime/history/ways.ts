import type { Way } from "../../history/candles/call";
import type { Endpoint } from "../../protocol/channels";

/** In which way each endpoint has answered in full, the latest that told more than the other; absent where it has in none. */
export type Ways = Readonly<Partial<Record<Endpoint, Way>>>;

/**
 * In which way a question is asked next; `undefined` when it is answered as far as it can be.
 *
 * @param asked the way in which it was asked just now, and whether its answer left something to be asked for
 */
export function nextWay(
  ways: Ways,
  endpoint: Endpoint,
  asked?: { readonly way: Way; readonly isShort: boolean },
): Way | undefined {
  if (!asked) return ways[endpoint] ?? "documented";
  // Also where the documented way has answered in full before: a limit that does for few candles may be too small for many.
  return asked.isShort && asked.way === "documented" ? "unlimited" : undefined;
}

/**
 * What is known after an answer.
 *
 * @param isBetter whether nothing is left to be asked for, or less than in the other way
 */
export function learnt(ways: Ways, endpoint: Endpoint, way: Way, isBetter: boolean): Ways {
  return isBetter && ways[endpoint] !== "unlimited" ? { ...ways, [endpoint]: way } : ways;
}
