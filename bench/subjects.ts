import type { Endpoint } from "../src/protocol/channels";
import { formatDay } from "../src/protocol/symbols/symbols";
import type { Properties } from "../test/embedded/harness/flows";
import { EXPIRY, optionNames, UNDERLYING } from "./exchange/names";
import type { Pace } from "./exchange/orders";
import { CHAIN_ROWS, type Ring } from "./exchange/rings";

/** What is sent in a measurement, how fast, and which node wants it. */
export interface Subject {
  readonly name: "greeks" | "orderBook" | "optionChain";
  readonly label: string;
  readonly endpoint: Endpoint;
  readonly ring: Ring;
  readonly pace: Pace;
  readonly node: string;
  /** How many symbols that node asks for. */
  readonly symbols: number;
  readonly properties: Properties;
  /** The file of core-flow/ with the same mapping. */
  readonly mapping: string;
}

const [OPTION = ""] = optionNames(1);

export const GREEKS: Subject = {
  name: "greeks",
  label: "Greeks",
  endpoint: "options",
  ring: { of: "greeks", symbols: 1 },
  pace: { rate: 20_000, burst: 100, patient: true },
  node: "coincall-greeks",
  symbols: 1,
  properties: { symbols: OPTION },
  mapping: "greeks",
};

export const BOOK: Subject = {
  name: "orderBook",
  label: "book of 100 levels",
  endpoint: "futures",
  ring: { of: "orderBook" },
  pace: { rate: 5_000, burst: 20, patient: true },
  node: "coincall-order-book",
  symbols: 1,
  properties: { endpoint: "futures", symbols: UNDERLYING },
  mapping: "order-book",
};

export const CHAIN: Subject = {
  name: "optionChain",
  label: `chain of ${CHAIN_ROWS} rows`,
  endpoint: "options",
  ring: { of: "optionChain" },
  pace: { rate: 800, burst: 4, patient: true },
  node: "coincall-option-chain",
  symbols: 1,
  properties: { symbols: UNDERLYING, expiry: formatDay(EXPIRY) },
  mapping: "option-chain",
};

export const SUBJECTS: readonly Subject[] = [GREEKS, BOOK, CHAIN];
