import type { Update } from "../../../link/feed/update";
import { type ChainRow, decodeChainRow, type RawChainRow } from "../../../protocol/decode";
import type { Numbers } from "../../../protocol/text/numbers";
import type { Presenter } from "../definition";
import type { FeedProperties } from "../properties";
import { ChainTable } from "./chain-table";

/** The rows pushed, or the whole chain so far. */
export function chainPresenter({ output }: FeedProperties): Presenter {
  if (output === "updates") return { payload: ({ rows }, numbers) => decodeAll(rows, numbers) };
  const tables = new Map<string, ChainTable>();
  return {
    payload({ topic, rows, frame }, numbers) {
      const table = tables.get(topic) ?? new ChainTable();
      if (!tables.has(topic)) forgetExpired(tables, frame.received);
      tables.set(topic, table);
      table.take(decodeAll(rows, numbers));
      return table.toPayload();
    },
  };
}

/** A flow that moves on to a new chain every day would otherwise keep them all. */
function forgetExpired(tables: Map<string, ChainTable>, now: number): void {
  for (const [topic, table] of tables) if (table.isExpired(now)) tables.delete(topic);
}

/** Rows that wait for the same message: of each option the newest. */
export function joinRows(waiting: Update, update: Update): Update {
  if (hasAll(symbolsOf(update), symbolsOf(waiting))) return update;
  const newest = new Map([...waiting.rows, ...update.rows].map((row) => [(row as RawChainRow).s, row]));
  return { ...update, rows: [...newest.values()], symbols: [...newest.keys()] };
}

function symbolsOf(update: Update): readonly string[] {
  return update.symbols ?? update.rows.map((row) => (row as RawChainRow).s);
}

/** Whether nothing is missing: nearly always a frame of a chain has the very list of the one before. */
function hasAll(symbols: readonly string[], wanted: readonly string[]): boolean {
  if (symbols === wanted) return true;
  const all = new Set(symbols);
  return wanted.every((symbol) => all.has(symbol));
}

function decodeAll<N extends number | string>(rows: readonly object[], numbers: Numbers<N>): ChainRow<N>[] {
  return rows.map((row) => decodeChainRow(row as RawChainRow, numbers));
}
