import type { Update } from "../../../link/feed/update";
import { type ChainRow, decodeChainRow, type RawChainRow } from "../../../protocol/decode";
import type { Numbers } from "../../../protocol/text/numbers";
import type { LeftOut, Presenter } from "../definition";
import { ChainTable, type ChainTablePayload } from "./chain-table";

/** Strikes in all tables of a subscription, at most; a coin has some five hundred over all its expiries. */
const MOST_STRIKES = 2_000;

/** The whole chain so far: a table for each chain that a subscription brings. */
export class ChainTables implements Presenter {
  readonly #leftOut: LeftOut;
  /** By the key of their subscription, and by topic. */
  readonly #tables = new Map<string, Map<string, ChainTable>>();

  constructor(leftOut: LeftOut) {
    this.#leftOut = leftOut;
  }

  rowsIn(payload: unknown): number {
    return 2 * (payload as ChainTablePayload).strikes.length;
  }

  payload<N extends number | string>(update: Update, numbers: Numbers<N>): ChainTablePayload | undefined {
    const { topic, subscription, rows, frame } = update;
    const known = this.#tables.get(subscription.key)?.get(topic);
    if (!known) this.#forgetExpired(frame.received);
    const tables = this.#tables.get(subscription.key) ?? new Map<string, ChainTable>();
    const table = known ?? new ChainTable();
    const leftOut = table.take(decodeChainRows(rows, numbers), MOST_STRIKES - strikesBeside(table, tables));
    if (leftOut > 0) this.#leftOut(MOST_STRIKES, leftOut);
    if (table.size === 0) return undefined;
    this.#tables.set(subscription.key, tables.set(topic, table));
    return table.toPayload();
  }

  /** A flow that moves on to a new chain every day would otherwise keep them all. */
  #forgetExpired(now: number): void {
    for (const [key, tables] of this.#tables) {
      for (const [topic, table] of tables) if (table.isExpired(now)) tables.delete(topic);
      if (tables.size === 0) this.#tables.delete(key);
    }
  }
}

export function decodeChainRows<N extends number | string>(
  rows: readonly object[],
  numbers: Numbers<N>,
): ChainRow<N>[] {
  return rows.map((row) => decodeChainRow(row as RawChainRow, numbers));
}

function strikesBeside(table: ChainTable, tables: ReadonlyMap<string, ChainTable>): number {
  let strikes = 0;
  for (const other of tables.values()) if (other !== table) strikes += other.size;
  return strikes;
}
