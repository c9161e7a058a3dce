/** Order books, with texts and without a time. */

import type { Level } from "../market/book";
import type { Instrument } from "../market/listing/instruments";
import type { Contract } from "../market/listing/specifications";
import type { Market } from "../market/market";
import { text } from "./numbers";

export function book(market: Market, instrument: Instrument): unknown {
  const { bids, asks } = market.book(instrument);
  const levels = (side: readonly Level[]) => side.map((level) => levelFields(level, instrument.contract));
  const { symbol } = instrument;
  const about =
    instrument.kind === "option"
      ? { optionName: symbol, displayName: null, strike: instrument.strike }
      : { symbol };
  return { ...about, bids: levels(bids), asks: levels(asks) };
}

function levelFields({ price, size }: Level, contract: Contract): unknown {
  return { size: text(size, contract.sizeDecimals), price: text(price, contract.priceDecimals) };
}
