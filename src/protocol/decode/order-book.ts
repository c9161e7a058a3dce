/** Order books, always whole. Source: docs/protocol.md, "Fields" and "Channels" (100 levels a side, no deltas). */

import { firstValue, type Numbers, readTime, type Wire } from "../text/numbers";
import {
  holds,
  listOf,
  NUMBER,
  type Properties,
  partsOf,
  payloadOf,
  QUANTITY,
  type Quantity,
  required,
  SYMBOL,
  TIME,
  type WireList,
} from "./fields";
import { plain } from "./plain";

export interface RawLevel {
  /** Price. */
  pr: Quantity;
  /** Size. */
  sz?: Wire;
  /** Size, in the documentation of 2023. */
  v?: Wire;
}

export interface RawOrderBook {
  s: string;
  /** One side may be missing, not both. */
  bids?: WireList<RawLevel>;
  asks?: WireList<RawLevel>;
  /** ms. */
  ts?: Wire;
}

const levelProperties: Properties<RawLevel> = { pr: QUANTITY, sz: NUMBER, v: NUMBER };

export const LEVEL_SCHEMA = {
  type: "object",
  required: ["pr"],
  anyOf: [holds("sz"), holds("v")],
  properties: levelProperties,
};

const side = listOf(LEVEL_SCHEMA);

const properties: Properties<RawOrderBook> = { s: SYMBOL, bids: side, asks: side, ts: TIME };

/** A book without any side is none: it would say that nobody bids or asks. */
export const ORDER_BOOK_SCHEMA = {
  type: "object",
  required: ["s"],
  anyOf: [
    { required: ["bids"], properties: { bids: { type: "array" } } },
    { required: ["asks"], properties: { asks: { type: "array" } } },
  ],
  properties,
};

export interface Level<N extends number | string> {
  price: N;
  size: N;
}

/** Best first on both sides. */
export interface OrderBook<N extends number | string> {
  symbol: string;
  bids: Level<N>[];
  asks: Level<N>[];
  bestBid?: N;
  bestAsk?: N;
  /** Absent, like `spread` and `imbalance`, unless there are both bids and asks. */
  mid?: N;
  /** Best ask − best bid. */
  spread?: N;
  /** Size of the bids as a fraction of both sides', over the levels kept: 0–1. */
  imbalance?: N;
  /** ms. */
  timestamp?: number;
}

/**
 * `depth` levels are kept on each side, at most; those without a size above 0 are none. A side that was not sent is
 * empty.
 */
export function decodeOrderBook<N extends number | string>(
  row: RawOrderBook,
  numbers: Numbers<N>,
  depth: number,
): OrderBook<N> {
  const bids = decodeSide(bestFirst(partsOf(row.bids) ?? [], DESCENDING), numbers, depth);
  const asks = decodeSide(bestFirst(partsOf(row.asks) ?? [], ASCENDING), numbers, depth);
  const bid = bids[0]?.price;
  const ask = asks[0]?.price;
  const quoted = bid !== undefined && ask !== undefined;
  return payloadOf<OrderBook<N>>({
    symbol: row.s,
    bids,
    asks,
    bestBid: bid,
    bestAsk: ask,
    mid: quoted ? numbers.mid(bid, ask) : undefined,
    spread: quoted ? numbers.spread(bid, ask) : undefined,
    imbalance: quoted ? numbers.share(bids.map(sizeOf), asks.map(sizeOf)) : undefined,
    timestamp: readTime(row.ts),
  });
}

/** The sign that makes prices ascend. */
type Direction = 1 | -1;
const ASCENDING: Direction = 1;
const DESCENDING: Direction = -1;

/** The levels as they are where the exchange has sorted them, which costs no copy; else a sorted copy. */
function bestFirst(levels: readonly RawLevel[], direction: Direction): readonly RawLevel[] {
  let last = -Infinity;
  for (const level of levels) {
    const place = direction * Number(level.pr);
    if (place < last) return levels.toSorted((one, other) => direction * (Number(one.pr) - Number(other.pr)));
    last = place;
  }
  return levels;
}

const PlainLevel = plain(function (
  this: Level<number | string>,
  price: number | string,
  size: number | string,
) {
  this.price = price;
  this.size = size;
});

function decodeSide<N extends number | string>(
  levels: readonly RawLevel[],
  numbers: Numbers<N>,
  depth: number,
): Level<N>[] {
  const kept: Level<N>[] = [];
  for (const level of levels) {
    if (kept.length >= depth) break;
    const size = firstValue(level.sz, level.v);
    if (!(Number(size) > 0)) continue;
    const price = required(numbers.read(level.pr));
    kept.push(new PlainLevel(price, required(numbers.read(size))) as Level<N>);
  }
  return kept;
}

function sizeOf<N extends number | string>(level: Level<N>): N {
  return level.size;
}
