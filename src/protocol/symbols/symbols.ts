/**
 * Names of instruments: `BTCUSD` for an index or a perpetual, `BTCUSD-27DEC26-100000-C` for an option.
 *
 * Source: docs/protocol.md, "Fields". Options expire at 08:00 UTC of the day in their name.
 */

export type Right = "call" | "put";

export interface Option {
  /** As it was written, in upper case. */
  readonly symbol: string;
  /** With the quote currency, `BTCUSD`, also for a name that leaves it out. */
  readonly underlying: string;
  /** ms since 1970. */
  readonly expiry: number;
  readonly strike: number;
  readonly right: Right;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const EXPIRY_HOUR = 8;
const DAY_NAME = /^(\d{1,2})([A-Z]{3})(\d{2})$/;
const OPTION_NAME = /^([A-Z0-9]{2,20})-(\d{1,2}[A-Z]{3}\d{2})-(\d{1,12}(?:\.\d{1,12})?)-([CP])$/;
const CHAIN_NAME = /^([A-Z0-9]{2,20})-(\d{1,2}[A-Z]{3}\d{2})$/;
const PLAIN_NAME = /^[A-Z0-9]{2,20}$/;

/** Reads an option's name; `undefined` for any other text. */
export function parseOption(symbol: string): Option | undefined {
  const parts = OPTION_NAME.exec(symbol);
  if (!parts) return undefined;
  const [, base = "", day = "", strike = "", right] = parts;
  const expiry = parseDay(day);
  if (expiry === undefined || Number(strike) === 0) return undefined;
  return {
    symbol,
    underlying: underlyingOf(base),
    expiry,
    strike: Number(strike),
    right: right === "C" ? "call" : "put",
  };
}

export function isPlainSymbol(symbol: string): boolean {
  return PLAIN_NAME.test(symbol);
}

/** Whether the exchange could have an instrument of this name. */
export function isSymbol(symbol: string): boolean {
  return isPlainSymbol(symbol) || parseOption(symbol) !== undefined;
}

/** `BTCUSD` for `BTC`, as the exchange writes an underlying; its page of 2023 leaves the quote currency out in requests. */
export function underlyingOf(base: string): string {
  return /USD[TC]?$/.test(base) ? base : `${base}USD`;
}

/** `27DEC26` for the ms of an expiry. */
export function formatDay(expiry: number): string {
  const date = new Date(expiry);
  return `${date.getUTCDate()}${MONTHS[date.getUTCMonth()]}${String(date.getUTCFullYear() % 100).padStart(2, "0")}`;
}

/** `BTCUSD-27DEC26`: the name of a chain. */
export function formatChain(underlying: string, expiry: number): string {
  return `${underlying}-${formatDay(expiry)}`;
}

/** What the name of a chain says, `BTCUSD-27DEC26`; `undefined` for any other text. */
export function parseChain(
  name: string,
): { readonly underlying: string; readonly expiry: number } | undefined {
  const [, base = "", day = ""] = CHAIN_NAME.exec(name) ?? [];
  const expiry = parseDay(day);
  return expiry === undefined ? undefined : { underlying: underlyingOf(base), expiry };
}

export function formatOption(underlying: string, expiry: number, strike: number, right: Right): string {
  // Joined, it is one string in memory; a template's stays the tree of its parts, which is twelve of them.
  return [underlying, formatDay(expiry), strike, right === "call" ? "C" : "P"].join("-");
}

/** The ms of 08:00 UTC on a day such as `27DEC26` or `6FEB23`; `undefined` for a day that no calendar has. */
export function parseDay(day: string): number | undefined {
  const parts = DAY_NAME.exec(day);
  if (!parts) return undefined;
  const [, date = "", month = "", year = ""] = parts;
  const expiry = Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(date), EXPIRY_HOUR);
  const sameDay = new Date(expiry).getUTCDate() === Number(date);
  return MONTHS.includes(month) && sameDay ? expiry : undefined;
}

/** The ms of 08:00 UTC on the day of `moment`. */
export function expiryOn(moment: number): number {
  const date = new Date(moment);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), EXPIRY_HOUR);
}
