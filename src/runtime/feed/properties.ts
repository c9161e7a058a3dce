import guards = require("#guards/properties");

import { ANY_PERIODS, type AnyPeriod } from "../../history/periods/made-periods";
import type { Endpoint } from "../../protocol/channels";
import { LIMITS } from "../../protocol/limits";
import { type Checked, type PropertySchemas, propertyCheck } from "../properties";
import { withValue } from "./presenters/value-property";

export type SymbolsType = "str" | "env" | "flow" | "global";

/** The palette nodes' properties, of all of them. Source: docs/contract.md, "Palette nodes". */
export interface FeedProperties {
  readonly connection: string;
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly symbols: string;
  readonly symbolsType: SymbolsType;
  /** Of rolling options: chosen anew as the market moves, or once an expiry. */
  readonly follow: "money" | "expiry";
  /** Seconds for which another strike must be the better one. */
  readonly hold: number;
  /** Hours before its expiry from which an expiry is no longer chosen. */
  readonly rollBefore: number;
  readonly period: AnyPeriod;
  readonly candles: "updates" | "closed";
  /** Levels kept on each side. */
  readonly depth: number;
  readonly expiry: string;
  /** Kept on each side of the money; 0 keeps all. */
  readonly strikes: number;
  readonly output: "updates" | "table";
  /** Candles from before the subscription that are sent first. */
  readonly past: number;
  /** Whether what an outage took is asked for. */
  readonly fill: boolean;
  readonly history: boolean;
  /** Whether trades are those of the channel that has ids. */
  readonly tradeIds: boolean;
  /** The field of the payload that is sent in its place; empty for the whole. */
  readonly value: string;
  /** Seconds; 0 is off. */
  readonly overdue: number;
  readonly emit: "every" | "latest";
  /** ms. */
  readonly interval: number;
  readonly numbers: "number" | "string";
  readonly includeRaw: boolean;
}

export const FEED_PROPERTIES: PropertySchemas<FeedProperties> = {
  connection: { type: "string", default: "" },
  name: { type: "string", default: "" },
  endpoint: { type: "string", enum: ["options", "futures"], default: "options" },
  symbols: { type: "string", default: "" },
  symbolsType: { type: "string", enum: ["str", "env", "flow", "global"], default: "str" },
  follow: { type: "string", enum: ["money", "expiry"], default: "money" },
  hold: { type: "number", ...LIMITS.hold, default: 10 },
  rollBefore: { type: "number", ...LIMITS.rollBefore, default: 0 },
  period: { type: "string", enum: [...ANY_PERIODS], default: "m1" },
  candles: { type: "string", enum: ["updates", "closed"], default: "updates" },
  depth: { type: "integer", ...LIMITS.depth, default: 100 },
  expiry: { type: "string", default: "" },
  strikes: { type: "integer", ...LIMITS.strikes, default: 0 },
  output: { type: "string", enum: ["updates", "table"], default: "updates" },
  past: { type: "integer", ...LIMITS.past, default: 0 },
  fill: { type: "boolean", default: false },
  history: { type: "boolean", default: true },
  tradeIds: { type: "boolean", default: false },
  value: { type: "string", default: "" },
  overdue: { type: "number", ...LIMITS.overdue, default: 0 },
  emit: { type: "string", enum: ["every", "latest"], default: "every" },
  interval: { type: "number", ...LIMITS.interval, default: 1000 },
  numbers: { type: "string", enum: ["number", "string"], default: "number" },
  includeRaw: { type: "boolean", default: false },
};

/** What every palette node has. */
const COMMON: readonly (keyof FeedProperties)[] = [
  "connection",
  "name",
  "symbols",
  "symbolsType",
  "overdue",
  "emit",
  "interval",
  "numbers",
  "includeRaw",
];

/**
 * A check for the properties that one type of node has. The others have their defaults, whatever was saved.
 *
 * @param defaults where they differ from the usual ones
 * @param fields of the payload, which `value` can be
 */
export function feedPropertyCheck(
  own: readonly (keyof FeedProperties)[],
  defaults: Partial<FeedProperties>,
  fields: readonly string[] = [],
): (saved: object) => Checked<FeedProperties> {
  const check = propertyCheck(guards.feed, FEED_PROPERTIES, defaults);
  const names: readonly string[] = [...COMMON, ...own];
  const checkOwn = (saved: object) =>
    check(Object.fromEntries(Object.entries(saved).filter(([name]) => names.includes(name))));
  return own.includes("value") ? (saved) => withValue(checkOwn(saved), saved, fields) : checkOwn;
}
