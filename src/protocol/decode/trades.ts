/** Last trades. Source: docs/protocol.md, "Fields". */

import { firstValue, type Numbers, readId, readTime, type Wire } from "../text/numbers";
import {
  holds,
  ID,
  NUMBER,
  type Properties,
  payloadOf,
  QUANTITY,
  type Quantity,
  required,
  SYMBOL,
  TIME,
  type WireId,
} from "./fields";

export interface RawTrade {
  s: string;
  /** Price. */
  pr: Quantity;
  /** Size. */
  q?: Wire;
  /** Size, in the documentation of 2023. */
  v?: Wire;
  /** Side of the taker: 1 buy, 2 sell. */
  sd?: Wire;
  /** ms. */
  ts?: Wire;
  /** An id, under one of the names that the exchange uses for ids; the page says of none that this channel has it. */
  tid?: WireId;
  tradeId?: WireId;
  id?: WireId;
}

const properties: Properties<RawTrade> = {
  s: SYMBOL,
  pr: QUANTITY,
  q: NUMBER,
  v: NUMBER,
  // Any text: a side that nobody can read must not cost the trade.
  sd: { type: ["number", "string", "null"] },
  ts: TIME,
  tid: ID,
  tradeId: ID,
  id: ID,
};

export const TRADE_SCHEMA = {
  type: "object",
  required: ["s", "pr"],
  anyOf: [holds("q"), holds("v")],
  properties,
};

export type Side = "buy" | "sell";

export interface Trade<N extends number | string> {
  symbol: string;
  price: N;
  size: N;
  side?: Side;
  /** ms. */
  timestamp?: number;
  tradeId?: string;
}

export function decodeTrade<N extends number | string>(row: RawTrade, numbers: Numbers<N>): Trade<N> {
  return payloadOf<Trade<N>>({
    symbol: row.s,
    price: required(numbers.read(row.pr)),
    size: required(numbers.read(firstValue(row.q, row.v))),
    side: sideOf(row.sd),
    timestamp: readTime(row.ts),
    tradeId: readId(row.tid) ?? readId(row.tradeId) ?? readId(row.id),
  });
}

function sideOf(sent: Wire | undefined): Side | undefined {
  switch (Number(sent)) {
    case 1:
      return "buy";
    case 2:
      return "sell";
    default:
      return undefined;
  }
}
