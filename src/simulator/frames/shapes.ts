/** What a set of frame shapes must be able to write: one for connections of 2023, and those of today in each manner of figures. */

import type { Endpoint } from "../../protocol/channels";
import type { PlayedName } from "../exchange/channels";
import type { Balance } from "../market/account";
import type { Book } from "../market/book";
import type { Instrument } from "../market/listing/instruments";
import type { Contract } from "../market/listing/specifications";
import type { Candle } from "../market/tape/candles";
import type { Trade } from "../market/tape/trades";
import type { ChainRowView, OptionView, SpotView } from "../market/views";
import type { Figures } from "./figures";

export interface BalanceView extends Balance {
  /** USD for one bitcoin. */
  readonly coinPrice: number;
}

/** Each method returns the `d` of a push. `name` is the symbol as the client spelt it. */
export interface Shapes {
  readonly id: "2023" | Figures;
  spot(view: SpotView): unknown;
  kline(name: string, instrument: Instrument, candle: Candle): unknown;
  orderBook(name: string, instrument: Instrument, book: Book, time: number): unknown;
  /** @param name `undefined` for trades of several instruments, which keep the names they have */
  trades(name: string | undefined, contract: Contract, trades: readonly Trade[]): unknown;
  /** As `trades`. */
  tradesWithIds(name: string | undefined, contract: Contract, trades: readonly Trade[]): unknown;
  optionChain(rows: readonly ChainRowView[]): unknown;
  greeks(name: string, view: OptionView): unknown;
  balance(view: BalanceView): unknown;
  premiumIndex(name: string, view: SpotView): unknown;
  /** The text of a push frame. */
  frame(endpoint: Endpoint, channel: PlayedName, payload: unknown, sent: number): string;
}
