import type { AnyPeriod } from "../../history/periods/made-periods";
import type { Endpoint } from "../../protocol/channels";

/** What of a form a message depends on. */
export interface SampleSettings {
  /** Of the node: `coincall-greeks`. */
  readonly type: string;
  /** The first of the node's; empty where it is not known before the flow runs. */
  readonly symbol: string;
  /** The rolling name that it stands for, and of a chain the rolling expiry; empty where nothing rolls. */
  readonly rolling: string;
  readonly endpoint: Endpoint;
  readonly environment: string;
  /** The connection's name, or its id where it has none. */
  readonly connection: string;
  readonly period: AnyPeriod;
  readonly closed: boolean;
  /** Whether candles from before the subscription come first. */
  readonly past: boolean;
  readonly depth: number;
  /** ms since 1970. */
  readonly expiry: number;
  readonly table: boolean;
  readonly history: boolean;
  /** Whether trades have ids. */
  readonly tradeIds: boolean;
  /** The field of the payload that is sent in its place; empty for the whole. */
  readonly value: string;
  /** Seconds after which a status node tells an outage; where it tells every change, `undefined`. */
  readonly downFor: number | undefined;
  readonly exact: boolean;
  readonly includeRaw: boolean;
  /** ms since 1970. */
  readonly now: number;
}
