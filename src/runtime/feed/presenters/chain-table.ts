import type { ChainRow } from "../../../protocol/decode";

type Row = ChainRow<number | string>;

interface Strike {
  strike: number;
  call?: Row;
  put?: Row;
}

/** A chain as traders read it: a row a strike, ascending. Source: docs/contract.md, "Messages out". */
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

  take(rows: readonly Row[]): void {
    for (const row of rows) {
      if (row.strike === undefined || row.right === undefined) continue;
      const strike = this.#strikes.get(row.strike) ?? { strike: row.strike };
      this.#strikes.set(row.strike, { ...strike, [row.right]: row });
      if (!this.#latest || (row.timestamp ?? 0) >= (this.#latest.timestamp ?? 0)) this.#latest = row;
    }
  }

  isExpired(now: number): boolean {
    return (this.#latest?.expiry ?? now) < now;
  }

  /** A copy, so that what a flow does to it does not come back. */
  toPayload(): ChainTablePayload {
    const { underlying, expiry, underlyingPrice, timestamp } = this.#latest ?? {};
    const strikes = [...this.#strikes.values()].sort((one, other) => one.strike - other.strike);
    return structuredClone({
      ...(underlying === undefined ? {} : { underlying }),
      ...(expiry === undefined ? {} : { expiry }),
      ...(underlyingPrice === undefined ? {} : { underlyingPrice }),
      ...(timestamp === undefined ? {} : { timestamp }),
      strikes,
    });
  }
}
