import type { RawBalance } from "./balance";
import type { RawGreeks } from "./greeks";
import type { RawKline } from "./kline";
import type { RawChainRow } from "./option-chain";
import type { RawOrderBook } from "./order-book";
import type { RawSpot } from "./spot";
import type { RawTrade } from "./trades";

/** What a row of each channel is on the wire. */
export interface RawRows {
  kline: RawKline;
  orderBook: RawOrderBook;
  trades: RawTrade;
  optionChain: RawChainRow;
  greeks: RawGreeks;
  balance: RawBalance;
  spot: RawSpot;
}
