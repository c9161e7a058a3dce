/** The forward of an expiry, which is its money. Source: docs/rolling-options.md, "The money". */

/** What of an option's quote tells the forward. */
export interface Priced {
  /** USD, as are the others. */
  readonly underlyingPrice?: number;
  readonly markPrice?: number;
  /** ms since 1970. */
  readonly timestamp?: number;
}

/** The options of one right in a chain, by strike. */
export type PricedByStrike = ReadonlyMap<number, Priced>;

/**
 * The price of the underlying as the chain's newest rows have it, or what the mark prices say by put–call parity.
 * `undefined` where they say neither: the index of another market would be another price.
 */
export function forwardOf(calls: PricedByStrike, puts: PricedByStrike): number | undefined {
  return underlyingPrice(calls, puts) ?? byParity(calls, puts);
}

/** The middle one of several, the lower of two: a bad row does not tell it, nor does the order of the rows. */
function underlyingPrice(calls: PricedByStrike, puts: PricedByStrike): number | undefined {
  let newest = Number.NEGATIVE_INFINITY;
  let prices: number[] = [];
  for (const quotes of [calls, puts]) {
    for (const { underlyingPrice: price, timestamp = Number.NEGATIVE_INFINITY } of quotes.values()) {
      if (!isPrice(price) || timestamp < newest) continue;
      if (timestamp > newest) prices = [];
      newest = timestamp;
      prices.push(price);
    }
  }
  return Float64Array.from(prices).sort()[(prices.length - 1) >> 1];
}

/** Strike + call − put, of the strike at which they differ least, the lowest of several. Nothing is discounted. */
function byParity(calls: PricedByStrike, puts: PricedByStrike): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let forward: number | undefined;
  for (const [strike, { markPrice: call }] of calls) {
    const put = puts.get(strike)?.markPrice;
    if (!isPrice(call) || !isPrice(put)) continue;
    const difference = Math.abs(call - put);
    if (difference > least || (difference === least && strike > lowest)) continue;
    least = difference;
    lowest = strike;
    forward = strike + call - put;
  }
  return forward;
}

/** A mark price of 0 is none: of call and put only one can be worth nothing. */
function isPrice(value: number | undefined): value is number {
  return value !== undefined && value > 0 && value < Number.POSITIVE_INFINITY;
}
