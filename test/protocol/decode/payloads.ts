/** The way of a push from its text to its payloads, for tests: parse, check the rows, decode. */

import type { ChannelName } from "../../../src/protocol/channels";
import {
  decodeBalance,
  decodeChainRow,
  decodeGreeks,
  decodeKline,
  decodeOrderBook,
  decodeSpot,
  decodeTrade,
} from "../../../src/protocol/decode";
import type { RawRows } from "../../../src/protocol/decode/raw-rows";
import { readRows } from "../../../src/protocol/rows/rows";
import { parseExactly, parseJson } from "../../../src/protocol/text/json";
import { asDecimals, asNumbers, type Numbers } from "../../../src/protocol/text/numbers";

type Decoders = {
  [Name in ChannelName]: <N extends number | string>(row: RawRows[Name], numbers: Numbers<N>) => object;
};

const DECODERS: Decoders = {
  kline: (row, numbers) => decodeKline(row, numbers, "m1"),
  orderBook: (row, numbers) => decodeOrderBook(row, numbers, 100),
  trades: decodeTrade,
  optionChain: decodeChainRow,
  greeks: decodeGreeks,
  balance: decodeBalance,
  spot: (row, numbers) => decodeSpot(row, numbers, "futures"),
};

/** The payloads of the readable rows of `d`; a candle's as of `m1`, a book's with all its levels. */
export function payloadsOf<Name extends ChannelName, N extends number | string>(
  channel: Name,
  d: unknown,
  numbers: Numbers<N>,
): object[] {
  return readRows(channel, d).rows.map((row) => DECODERS[channel](row, numbers));
}

/** The payloads of a push's text, with doubles. */
export function payloadsIn(channel: ChannelName, text: string): object[] {
  return payloadsOf(channel, payloadField(parseJson(text)), asNumbers);
}

/** The payloads of a push's text, with exact decimals. */
export function exactPayloadsIn(channel: ChannelName, text: string): object[] {
  return payloadsOf(channel, payloadField(parseExactly(text)), asDecimals);
}

function payloadField(frame: unknown): unknown {
  return typeof frame === "object" && frame !== null && "d" in frame ? frame.d : undefined;
}
