/** The schemas of what the exchange sends on a socket, each under the name of its guard. */

import type guards from "#guards/protocol";
import { ASSET_SCHEMA, BALANCE_SCHEMA } from "./decode/balance";
import { GREEKS_SCHEMA } from "./decode/greeks";
import { KLINE_SCHEMA } from "./decode/kline";
import { CHAIN_ROW_SCHEMA } from "./decode/option-chain";
import { LEVEL_SCHEMA, ORDER_BOOK_SCHEMA } from "./decode/order-book";
import { SPOT_SCHEMA } from "./decode/spot";
import { TRADE_SCHEMA } from "./decode/trades";
import { ENVELOPE_SCHEMA } from "./envelope";
import type { SchemaObject } from "./schema";

export const SCHEMAS: Readonly<Record<keyof typeof guards, SchemaObject>> = {
  envelope: ENVELOPE_SCHEMA,
  kline: KLINE_SCHEMA,
  orderBook: ORDER_BOOK_SCHEMA,
  trades: TRADE_SCHEMA,
  optionChain: CHAIN_ROW_SCHEMA,
  greeks: GREEKS_SCHEMA,
  balance: BALANCE_SCHEMA,
  spot: SPOT_SCHEMA,
  level: LEVEL_SCHEMA,
  asset: ASSET_SCHEMA,
};
