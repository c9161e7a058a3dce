/** Names for people: `BTC-27DEC26-100000-C`, and `BTC-PERP` for a perpetual. */

import type { Instrument } from "../market/listing/instruments";

export function displayName({ kind, symbol, underlying }: Instrument): string {
  const { coin } = underlying.specification;
  return kind === "perpetual" ? `${coin}-PERP` : symbol.replace(underlying.symbol, coin);
}
