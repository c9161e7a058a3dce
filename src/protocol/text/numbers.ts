/**
 * Numbers as the exchange writes them, and as a flow gets them: doubles, or exact decimals in plain notation.
 *
 * Source: docs/protocol.md, "What breaks a careless decoder", 2 to 6.
 */

import Big from "big.js";

/** A numeric field: a number, a numeric string with or without spaces around it, or no value (`null`, `""`). */
export type Wire = number | string | null;

/**
 * The strings that are numbers. Digits and exponent are bounded, so that each is finite as a double and none grows
 * to a gigabyte of zeros in plain notation; the spaces are bounded, so that no text takes long to match. A negative
 * exponent may be the longer one: the gamma of an option far from the money is as small as `3.1E-152`.
 */
export const DECIMAL = String.raw`^\s{0,32}-?\d{1,64}(?:\.\d{1,64})?(?:[eE](?:-\d{1,3}|\+?\d{1,2}))?\s{0,32}$`;
export const BLANK = String.raw`^\s{0,32}$`;

const DECIMAL_TEXT = new RegExp(DECIMAL);
const EXPONENT = /e/i;
const NOT_BLANK = /\S/;

/** A number past this is no figure of a market, and sums of such numbers would not be finite. */
export const LARGEST = 1e200;

/** The last ms that a Date can hold, and with a minus sign the first. */
const LAST_MOMENT = 8.64e15;

/** Decimal places of a share: more is noise, and exact decimals have to end somewhere. */
const SHARE_PLACES = 12;

/** One way to give numbers to a flow: as `number` or, exactly, as `string`. */
export interface Numbers<N extends number | string> {
  /** The value, or `undefined` where none was sent or it is not a decimal number of a bearable size. */
  read(value: Wire | undefined): N | undefined;
  /** The same for a field in which 0 says that there is no quote. */
  readQuote(value: Wire | undefined): N | undefined;
  /** The middle of two prices. */
  mid(bid: N, ask: N): N;
  /** `ask` − `bid`; negative in a crossed book. */
  spread(bid: N, ask: N): N;
  /** Σ`part` / (Σ`part` + Σ`other`), from 0 to 1; `undefined` where there is nothing to share. */
  share(part: readonly N[], other: readonly N[]): N | undefined;
}

/** Doubles. Results are calculated in decimals first: 100.3 − 100.1 is 0.2, not 0.20000000000000284. */
export const asNumbers: Numbers<number> = {
  read: readNumber,
  readQuote: (value) => readNumber(value) || undefined,
  mid: (bid, ask) => middle(bid, ask).toNumber(),
  spread: (bid, ask) => difference(bid, ask).toNumber(),
  share(part, other) {
    const sum = part.reduce(add, 0);
    const total = other.reduce(add, sum);
    return total === 0 ? undefined : Number((sum / total).toFixed(SHARE_PLACES));
  },
};

/** Exact decimals in plain notation, with the digits that the exchange sent: `"3920.08500000"`. */
export const asDecimals: Numbers<string> = {
  read: readDecimal,
  readQuote: (value) => (readNumber(value) ? readDecimal(value) : undefined),
  mid: (bid, ask) => middle(bid, ask).toFixed(),
  spread: (bid, ask) => difference(bid, ask).toFixed(),
  share(part, other) {
    const sum = part.reduce(addExactly, ZERO);
    const total = other.reduce(addExactly, sum);
    return total.eq(ZERO) ? undefined : sum.div(total).round(SHARE_PLACES).toFixed();
  },
};

/** What a field holds that has two spellings: of the first one, unless that is missing, `null` or blank. */
export function firstValue(first: Wire | undefined, other: Wire | undefined): Wire | undefined {
  // Numbers, of which there are hundreds a frame, take no more than this.
  const value = first ?? other;
  return typeof value === "string" && isBlank(first) ? other : value;
}

/** A time or a duration in ms, an integer; `undefined` where there is none or no calendar has it. */
export function readTime(value: Wire | undefined): number | undefined {
  const time = readNumber(value);
  return time === undefined || Math.abs(time) > LAST_MOMENT ? undefined : Math.round(time) + 0;
}

/** An id as a string; `undefined` where there is none, or one that has been rounded on its way here. */
export function readId(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

function isBlank(value: Wire | undefined): boolean {
  return typeof value === "string" && !NOT_BLANK.test(value);
}

function readNumber(value: Wire | undefined): number | undefined {
  // Adding 0 makes 0 of −0.
  if (typeof value === "string") return DECIMAL_TEXT.test(value) ? Number(value) + 0 : undefined;
  return typeof value === "number" && Math.abs(value) <= LARGEST ? value + 0 : undefined;
}

function readDecimal(value: Wire | undefined): string | undefined {
  const number = readNumber(value);
  if (number === undefined) return undefined;
  const text = typeof value === "string" ? value.trim() : String(number);
  return EXPONENT.test(text) ? new Big(text).toFixed() : text;
}

const ZERO = new Big(0);

function middle(bid: Big.BigSource, ask: Big.BigSource): Big {
  return new Big(bid).plus(ask).times("0.5");
}

function difference(bid: Big.BigSource, ask: Big.BigSource): Big {
  return new Big(ask).minus(bid);
}

function add(sum: number, value: number): number {
  return sum + value;
}

function addExactly(sum: Big, value: string): Big {
  return sum.plus(value);
}
