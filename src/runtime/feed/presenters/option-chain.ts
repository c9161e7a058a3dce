import type { Update } from "../../../link/feed/update";
import type { StrikeRange } from "../../../market/near-strikes";
import { type ChainRow, decodeChainRow, type RawChainRow } from "../../../protocol/decode";
import type { Numbers } from "../../../protocol/text/numbers";
import type { LeftOut, Presenter } from "../definition";
import type { FeedProperties } from "../properties";
import type { ChainTable, ChainTablePayload } from "./chain-table";
import { ChainTables } from "./chain-tables";
import { GatheredRows } from "./gathered-rows";

/** The rows pushed, or the whole chain so far; of either, the strikes near the money if so wished. */
export function chainPresenter({ output, strikes }: FeedProperties, leftOut: LeftOut): Presenter {
  if (output === "table") return tablePresenter(strikes, leftOut);
  return strikes > 0
    ? nearRowsPresenter(strikes, leftOut)
    : { payload: ({ rows }, numbers) => decoded(rows, numbers) };
}

function tablePresenter(strikes: number, leftOut: LeftOut): Presenter {
  const tables = new ChainTables(leftOut);
  const told = (table: ChainTable) => (table.size === 0 ? undefined : table.toPayload(table.near(strikes)));
  return {
    rowsIn: (payload) => 2 * (payload as ChainTablePayload).strikes.length,
    payload: (update, numbers, { key }) => told(tables.take(update, key, decoded(update.rows, numbers))),
    asked: (update, numbers, { key }) => told(tables.with(update, key, decoded(update.rows, numbers))),
  };
}

/** The table tells which strikes those are: a push can hold a part of the chain. */
function nearRowsPresenter(strikes: number, leftOut: LeftOut): Presenter {
  const tables = new ChainTables(leftOut);
  return {
    rowsIn: (payload) => (payload as readonly object[]).length,
    payload(update, numbers, { key }) {
      const rows = decoded(update.rows, numbers);
      return near(rows, tables.take(update, key, rows).near(strikes));
    },
    asked(update, numbers, { key }) {
      const rows = decoded(update.rows, numbers);
      return near(rows, tables.with(update, key, rows).near(strikes));
    },
  };
}

function near(
  rows: readonly ChainRow<number | string>[],
  { lowest, highest }: StrikeRange,
): ChainRow<number | string>[] | undefined {
  const kept = rows.filter(({ strike = Number.NaN }) => strike >= lowest && strike <= highest);
  // A flow may change what it is sent.
  return kept.length === 0 ? undefined : kept.map((row) => ({ ...row }));
}

function decoded<N extends number | string>(rows: readonly object[], numbers: Numbers<N>): ChainRow<N>[] {
  return rows.map((row) => decodeChainRow(row as RawChainRow, numbers));
}

/** Rows that wait for the same message: of each option the newest. */
export function joinRows(waiting: Update, update: Update): Update {
  if (hasAll(update, waiting)) return update;
  return (waiting instanceof GatheredRows ? waiting : new GatheredRows(waiting)).add(update);
}

/** Whether nothing is missing: nearly always a frame of a chain has the very list of the one before. */
function hasAll(update: Update, waiting: Update): boolean {
  const symbols = symbolsOf(update);
  if (waiting instanceof GatheredRows && waiting.count > symbols.length) return false;
  const wanted = symbolsOf(waiting);
  if (symbols === wanted) return true;
  const all = new Set(symbols);
  return wanted.every((symbol) => all.has(symbol));
}

function symbolsOf(update: Update): readonly string[] {
  return update.symbols ?? update.rows.map((row) => (row as RawChainRow).s);
}
