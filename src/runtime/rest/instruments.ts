import guards = require("#guards/runtime");

import type { Endpoint } from "../../protocol/channels";
import { type Instrument, instrumentOf } from "../../protocol/symbols/instruments";
import type { Configuration } from "./answers";
import type { Rest } from "./rest";

/** What is listed changes when options expire and new ones begin: some times a day. */
const FRESH_FOR = 10 * 60_000;

export interface InstrumentList {
  readonly instruments: readonly Instrument[];
  /** ms since 1970. */
  readonly fetchedAt: number;
}

/** The instruments of each exchange that was asked for, remembered for ten minutes. */
export class InstrumentDirectory {
  readonly #lists = new Map<string, { list: Promise<InstrumentList>; askedAt: number }>();

  /**
   * @param exchange the address of the REST calls
   * @param refresh asks again although a list is remembered
   */
  list(exchange: string, rest: Rest, endpoint: Endpoint, refresh: boolean): Promise<InstrumentList> {
    const name = `${endpoint} ${exchange}`;
    const known = this.#lists.get(name);
    if (known && !refresh && Date.now() - known.askedAt < FRESH_FOR) return known.list;
    const list = endpoint === "options" ? listOptions(rest) : listFutures(rest);
    const fetched = list.then((instruments) => ({ instruments, fetchedAt: Date.now() }));
    this.#lists.set(name, { list: fetched, askedAt: Date.now() });
    // A failure is not remembered: the next one who asks may have more luck.
    fetched.catch(() => this.#lists.delete(name));
    return fetched;
  }
}

async function configuration(rest: Rest): Promise<Configuration> {
  const data = await rest.get("/open/public/config/v1");
  if (!guards.configuration(data)) throw new Error("The exchange's configuration could not be read.");
  return data;
}

async function listFutures(rest: Rest): Promise<readonly Instrument[]> {
  const { futuresConfig = {} } = await configuration(rest);
  return Object.keys(futuresConfig).flatMap((symbol) => instrumentOf(symbol.toUpperCase()) ?? []);
}

/** One call an underlying, one after another: the exchange allows ten in two seconds. */
async function listOptions(rest: Rest): Promise<readonly Instrument[]> {
  const { optionConfig = {} } = await configuration(rest);
  const instruments: Instrument[] = [];
  for (const [count, underlying] of Object.keys(optionConfig).entries()) {
    if (count > 0) await pause(COURTESY);
    instruments.push(...(await optionsOf(rest, underlying.replace(/USD[TC]?$/, ""))));
  }
  return instruments;
}

const COURTESY = 250;

function pause(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

async function optionsOf(rest: Rest, coin: string): Promise<readonly Instrument[]> {
  const rows = await rest.get(`/open/option/getInstruments/${encodeURIComponent(coin)}`);
  if (!Array.isArray(rows)) return [];
  const active = rows.filter(guards.listed).filter(({ isActive = true }) => isActive);
  return active.flatMap(({ symbolName }) => instrumentOf(symbolName) ?? []);
}
