/** The decoders, one a channel, with their payloads and the rows that they read. */

export { type Asset, type Balance, decodeBalance, type RawAsset, type RawBalance } from "./balance";
export { decodeGreeks, type Greeks, type RawGreeks } from "./greeks";
export { decodeKline, type Kline, periodOf, type RawKline } from "./kline";
export { type ChainRow, decodeChainRow, type RawChainRow } from "./option-chain";
export { decodeOrderBook, type Level, type OrderBook, type RawLevel, type RawOrderBook } from "./order-book";
export { decodeSpot, type RawSpot, type Spot } from "./spot";
export { decodeTrade, type RawTrade, type Side, type Trade } from "./trades";
export { VALUES } from "./values";
