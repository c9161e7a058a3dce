import type { Endpoint } from "../../protocol/channels";
import type { Instrument } from "../../protocol/symbols/instruments";

/** What the options market knows by the name of an underlying: nodes that are not here watch single options. */
const BY_UNDERLYING: Readonly<Record<string, "only" | "too">> = {
  "coincall-spot": "only",
  "coincall-option-chain": "only",
  "coincall-trades": "too",
};

/** What a node can watch of the instruments that its market lists. Source: docs/protocol.md, "Channels". */
export function choosable(
  type: string,
  endpoint: Endpoint,
  listed: readonly Instrument[],
): readonly Instrument[] {
  const underlyings = endpoint === "options" ? BY_UNDERLYING[type] : undefined;
  if (underlyings === undefined) return listed;
  return underlyings === "only" ? underlyingsOf(listed) : [...underlyingsOf(listed), ...listed];
}

/** Each once, in the order of the list. */
export function underlyingsOf(listed: readonly Instrument[]): readonly Instrument[] {
  const names = new Set(listed.map(({ underlying }) => underlying));
  return [...names].map((symbol) => ({ symbol, underlying: symbol }));
}
