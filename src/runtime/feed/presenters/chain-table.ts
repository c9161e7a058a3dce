import type { Priced } from "../../../market/forward";
import { nearStrikes, type PricedStrike, type StrikeRange } from "../../../market/near-strikes";
import type { ChainRow } from "../../../protocol/decode";

type Row = ChainRow<number | string>;

interface Strike {
  strike: number;
  call?: Row;
  put?: Row;
}

/** A chain as traders read it: a row a strike, ascending, with its call and its put. Source: docs/contract.md, "Messages out". */
export interface ChainTablePayload {
  underlying?: string;
  /** ms since 1970. */
  expiry?: number;
  underlyingPrice?: number | string;
  /** ms since 1970, of the newest row. */
  timestamp?: number;
  strikes: Strike[];
}

/** Puts a chain together from the rows that are pushed. */
export class ChainTable {
  readonly #strikes = new Map<number, Strike>();
  #latest: Row | undefined;

  /** How many strikes it has. */
  get size(): number {
    return this.#strikes.size;
  }

  /** Another one with all that is known so far. */
  copy(): ChainTable {
    const copy = new ChainTable();
    for (const [price, strike] of this.#strikes) copy.#strikes.set(price, strike);
    copy.#latest = this.#latest;
    return copy;
  }

  /**
   * @param most strikes that it may have then
   * @returns how many rows it left out, which are of more strikes than that
   */
  take(rows: readonly Row[], most: number): number {
    let leftOut = 0;
    for (const row of rows) {
      if (row.strike === undefined || row.right === undefined) continue;
      const known = this.#strikes.get(row.strike);
      if (!known && this.#strikes.size >= most) {
        leftOut += 1;
        continue;
      }
      this.#strikes.set(row.strike, { ...(known ?? { strike: row.strike }), [row.right]: row });
      if (!this.#latest || (row.timestamp ?? 0) >= (this.#latest.timestamp ?? 0)) this.#latest = row;
    }
    return leftOut;
  }

  /** So many strikes on each side of the money; all of them for 0, and where the rows don't tell the money. */
  near(each: number): StrikeRange {
    const ladder = each > 0 ? this.#ladder().map(priced) : [];
    return nearStrikes(ladder, each) ?? EVERYTHING;
  }

  isExpired(now: number): boolean {
    return (this.#latest?.expiry ?? now) < now;
  }

  /** A copy of what is sent, so that what a flow does to it does not come back. */
  toPayload({ lowest, highest }: StrikeRange = EVERYTHING): ChainTablePayload {
    const { underlying, expiry, underlyingPrice, timestamp } = this.#latest ?? {};
    return {
      ...(underlying === undefined ? {} : { underlying }),
      ...(expiry === undefined ? {} : { expiry }),
      ...(underlyingPrice === undefined ? {} : { underlyingPrice }),
      ...(timestamp === undefined ? {} : { timestamp }),
      strikes: this.#ladder()
        .filter(({ strike }) => strike >= lowest && strike <= highest)
        .map(copyOf),
    };
  }

  #ladder(): Strike[] {
    return [...this.#strikes.values()].sort((one, other) => one.strike - other.strike);
  }
}

const EVERYTHING: StrikeRange = { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };

function priced({ strike, call, put }: Strike): PricedStrike {
  return { strike, ...(call ? { call: pricesOf(call) } : {}), ...(put ? { put: pricesOf(put) } : {}) };
}

/** Exact decimals are texts. */
function pricesOf({ underlyingPrice, markPrice, timestamp }: Row): Priced {
  return {
    ...(underlyingPrice === undefined ? {} : { underlyingPrice: Number(underlyingPrice) }),
    ...(markPrice === undefined ? {} : { markPrice: Number(markPrice) }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

/** By hand: a row holds nothing but numbers and texts, and a structured clone takes ten times as long. */
function copyOf({ strike, call, put }: Strike): Strike {
  return { strike, ...(call ? { call: { ...call } } : {}), ...(put ? { put: { ...put } } : {}) };
}
