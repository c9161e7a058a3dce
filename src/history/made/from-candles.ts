import type { Period } from "../../protocol/channels";
import type { RawKline } from "../../protocol/decode";
import { openTime } from "../answers/candle-rows";
import { candlesBetween, nextStart } from "../periods/alignment";
import { joined } from "./figures";
import { type Making, type Material, NEW_MAKING } from "./making";

interface Part {
  readonly row: RawKline;
  readonly closed: boolean;
}

/** Ascending. */
export type Parts = readonly [Part, ...Part[]];

export const NEW_FROM_CANDLES: Making<Parts> = NEW_MAKING;

/** Candles of the exchange's as the material of longer ones. */
export function ofCandles(period: Period): Material<RawKline, Parts> {
  return {
    timeOf: openTime,
    reachOf: (row, closed) => (closed ? nextStart(period, openTime(row)) : openTime(row)),
    wholeFrom: openTime,
    put,
    figuresOf: ([first, ...others]) =>
      others.reduce((figures, { row }) => joined(figures, figuresOf(row)), figuresOf(first.row)),
    isComplete: (parts, start, end) => {
      return parts.filter(({ closed }) => closed).length === candlesBetween(period, start, end);
    },
  };
}

function put(parts: Parts | undefined, row: RawKline, closed: boolean): Parts {
  const part = { row, closed };
  if (!parts) return [part];
  const others = parts.filter((each) => openTime(each.row) !== openTime(row));
  const [first, ...later] = [...others, part].sort((one, other) => openTime(one.row) - openTime(other.row));
  return [first ?? part, ...later];
}

function figuresOf({
  open,
  high,
  low,
  close,
  v = null,
}: RawKline): Pick<RawKline, "open" | "high" | "low" | "close" | "v"> {
  return { open, high, low, close, v };
}
