import type { Update } from "../../../link/feed/update";
import type { RawChainRow } from "../../../protocol/decode";
import type { LeftOut, Presenter } from "../definition";
import type { FeedProperties } from "../properties";
import { ChainTables, decodeChainRows } from "./chain-tables";
import { GatheredRows } from "./gathered-rows";

/** The rows pushed, or the whole chain so far. */
export function chainPresenter({ output }: FeedProperties, leftOut: LeftOut): Presenter {
  if (output === "table") return new ChainTables(leftOut);
  return { payload: ({ rows }, numbers) => decodeChainRows(rows, numbers) };
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
