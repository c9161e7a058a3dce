/** What the REST calls tell of a recording: the instruments that are in it, as far as their names say. */

import { parseOption } from "../../protocol/symbols/symbols";
import type { Calls } from "../rest/rest";
import type { Recording } from "./recording";

const INSTRUMENTS = /^\/open\/option\/getInstruments\/([A-Za-z0-9]+)$/;

export function replayCalls({ instruments, begin }: Recording): Calls {
  const options = [...instruments.options].flatMap((name) => parseOption(name) ?? []);
  const perpetuals = [...instruments.futures];
  return ({ path, now }) => {
    const coin = INSTRUMENTS.exec(path)?.[1]?.toUpperCase();
    if (coin) {
      return options
        .filter(({ underlying }) => coinOf(underlying) === coin)
        .map(({ symbol, strike, expiry }) => ({
          baseCurrency: coin,
          symbolName: symbol,
          strike,
          expirationTimestamp: expiry,
          startTimestamp: begin,
          isActive: true,
        }));
    }
    if (path === "/time") return { serverTime: now };
    if (path !== "/open/public/config/v1") return undefined;
    const underlyings = options.map(({ underlying }) => underlying);
    return { optionConfig: configurations(underlyings), futuresConfig: configurations(perpetuals) };
  };
}

function configurations(symbols: readonly string[]): object {
  return Object.fromEntries(
    symbols.map((symbol) => [symbol, { symbol, base: coinOf(symbol), settle: "USD" }]),
  );
}

function coinOf(symbol: string): string {
  return symbol.replace(/USD[TC]?$/, "");
}
