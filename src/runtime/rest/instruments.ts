import guards = require("#guards/runtime");

import type { Endpoint } from "../../protocol/channels";
import { type Instrument, instrumentOf } from "../../protocol/symbols/instruments";
import { isPlainSymbol } from "../../protocol/symbols/symbols";
import type { Configuration } from "./answers";
import { askFailure } from "./failures";
import type { Calls } from "./rest";

/** Five times what the exchange has. */
const MOST_UNDERLYINGS = 100;
/** Ten times what the exchange lists. */
const MOST_INSTRUMENTS = 20_000;
/** ms; as long as a hundred calls take that keep to their budget, and some. */
const DEADLINE = 60_000;

export interface InstrumentList {
  readonly instruments: readonly Instrument[];
  /** ms since 1970. */
  readonly fetchedAt: number;
}

/** What a market lists now, read up to the limits above. */
export async function listOf(endpoint: Endpoint, calls: Calls): Promise<InstrumentList> {
  const instruments = endpoint === "options" ? await listOptions(calls) : await listFutures(calls);
  return { instruments, fetchedAt: Date.now() };
}

async function configuration(calls: Calls): Promise<Configuration> {
  const data = await calls.get("/open/public/config/v1");
  if (!guards.configuration(data)) throw askFailure("askUnreadable");
  return data;
}

async function listFutures(calls: Calls): Promise<readonly Instrument[]> {
  const { futuresConfig = {} } = await configuration(calls);
  const symbols = Object.keys(futuresConfig).slice(0, MOST_INSTRUMENTS);
  return symbols.flatMap((symbol) => instrumentOf(symbol.toUpperCase()) ?? []);
}

/** One call an underlying, one after another. */
async function listOptions(calls: Calls): Promise<readonly Instrument[]> {
  const end = performance.now() + DEADLINE;
  const { optionConfig = {} } = await configuration(calls);
  const instruments: Instrument[] = [];
  for (const underlying of Object.keys(optionConfig).slice(0, MOST_UNDERLYINGS)) {
    const room = MOST_INSTRUMENTS - instruments.length;
    if (room === 0) break;
    if (performance.now() > end) throw askFailure("askTimeout", { seconds: DEADLINE / 1000 });
    instruments.push(...(await optionsOf(calls, underlying.replace(/USD[TC]?$/, ""), room)));
  }
  return instruments;
}

/** @param most rows that are looked at */
async function optionsOf(calls: Calls, coin: string, most: number): Promise<readonly Instrument[]> {
  if (!isPlainSymbol(coin)) return [];
  const rows = await calls.get(`/open/option/getInstruments/${coin}`);
  if (!Array.isArray(rows)) return [];
  return rows.slice(0, most).flatMap((row) => instrumentListed(row) ?? []);
}

function instrumentListed(row: unknown): Instrument | undefined {
  if (!guards.listed(row)) return undefined;
  const { symbolName, isActive = true } = row;
  return isActive ? instrumentOf(symbolName) : undefined;
}
