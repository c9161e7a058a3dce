/** Names of instruments as the market lists them. */

import { formatOption, parseOption } from "../../protocol/symbols/symbols";

/** One spelling for `BTC-7FEB23-20500-P` and `BTCUSD-07FEB23-20500.0-P`; any other name as it is. */
export function canonicalName(name: string): string {
  const option = parseOption(name);
  return option ? formatOption(option.underlying, option.expiry, option.strike, option.right) : name;
}
