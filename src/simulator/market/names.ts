/** Names of instruments as the market lists them. */

import { formatChain, formatOption, parseOption, type Right } from "../../protocol/symbols/symbols";
import type { Specification } from "./listing/specifications";

/** One spelling for `BTC-7FEB23-20500-P` and `BTCUSD-07FEB23-20500.0-P`; any other name as it is. */
export function canonicalName(name: string): string {
  const option = parseOption(name);
  return option ? formatOption(option.underlying, option.expiry, option.strike, option.right) : name;
}

/** `BTCUSD-26JUN26-80000-C`, and with a decimal where the exchange writes one, `HYPEUSD-26JUN26-30.0-C`. */
export function nameOption(
  { symbol, decimalStrikes }: Specification,
  expiry: number,
  strike: number,
  right: Right,
): string {
  const digits = decimalStrikes && Number.isInteger(strike) ? strike.toFixed(1) : String(strike);
  // Joined, it is one string in memory; a template's stays the tree of its parts.
  return [formatChain(symbol, expiry), digits, right === "call" ? "C" : "P"].join("-");
}
