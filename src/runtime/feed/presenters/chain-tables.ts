import type { Update } from "../../../link/feed/update";
import type { ChainRow } from "../../../protocol/decode";
import type { LeftOut } from "../definition";
import { ChainTable } from "./chain-table";

/** Strikes in all tables of a subscription, at most; a coin has some five hundred over all its expiries. */
const MOST_STRIKES = 2_000;

/** The tables of one thing that is watched. */
interface Tables {
  /** A rolling name begins anew with another chain. */
  readonly subscription: string;
  readonly byTopic: Map<string, ChainTable>;
}

/** What is known so far of chains: a table for each that a subscription brings. */
export class ChainTables {
  readonly #leftOut: LeftOut;
  readonly #tables = new Map<string, Tables>();

  constructor(leftOut: LeftOut) {
    this.#leftOut = leftOut;
  }

  /**
   * The table of an update's chain with its rows.
   *
   * @param key of what the update is watched for
   */
  take(
    { topic, subscription, frame }: Update,
    key: string,
    rows: readonly ChainRow<number | string>[],
  ): ChainTable {
    const before = this.#tables.get(key);
    if (!before?.byTopic.has(topic)) this.#forgetExpired(frame.received);
    const tables =
      before && before.subscription === subscription.key
        ? before
        : { subscription: subscription.key, byTopic: new Map<string, ChainTable>() };
    const table = tables.byTopic.get(topic) ?? new ChainTable();
    const leftOut = table.take(rows, MOST_STRIKES - strikesBeside(topic, tables.byTopic));
    if (leftOut > 0) this.#leftOut(MOST_STRIKES, leftOut);
    if (table.size > 0) tables.byTopic.set(topic, table);
    if (tables.byTopic.size > 0) this.#tables.set(key, tables);
    return table;
  }

  /** The same, without a trace of it: somebody asks what the table would be. */
  with({ topic, subscription }: Update, key: string, rows: readonly ChainRow<number | string>[]): ChainTable {
    const known = this.#tables.get(key);
    const isOfSame = known?.subscription === subscription.key;
    const table = (isOfSame ? known.byTopic.get(topic)?.copy() : undefined) ?? new ChainTable();
    table.take(rows, isOfSame ? MOST_STRIKES - strikesBeside(topic, known.byTopic) : MOST_STRIKES);
    return table;
  }

  /** A flow that moves on to a new chain every day would otherwise keep them all. */
  #forgetExpired(now: number): void {
    for (const [key, { byTopic }] of this.#tables) {
      for (const [topic, table] of byTopic) if (table.isExpired(now)) byTopic.delete(topic);
      if (byTopic.size === 0) this.#tables.delete(key);
    }
  }
}

function strikesBeside(topic: string, tables: ReadonlyMap<string, ChainTable>): number {
  let strikes = 0;
  for (const [other, { size }] of tables) if (other !== topic) strikes += size;
  return strikes;
}
