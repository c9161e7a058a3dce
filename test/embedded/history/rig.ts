import type { Simulator } from "../../../src/simulator/index";
import {
  connection,
  type FlowNode,
  type MarketRig,
  node,
  type Options,
  output,
  type Properties,
  useMarketRig,
} from "../harness";

/** A Wednesday's 14:00 UTC, half a minute later: a candle of a minute is open. */
export const BEGIN = Date.UTC(2026, 10, 25, 14, 0, 30);
export const MINUTE = 60_000;

/** Sets it up with the hooks of the suite that it is called in. */
export function useHistory(options: Options = { version: "4.1" }): MarketRig {
  return useMarketRig(options, { seed: 17, start: BEGIN });
}

export function connectionTo({ url }: Simulator, properties: Properties = {}): FlowNode {
  const credentials = { apiKey: "demo", apiSecret: "demo" };
  return connection({ environment: "custom", url, credentials, ...properties });
}

/** A candle node of a perpetual, with an output of its own: `kline-out`. */
export function candles(properties: Properties = {}): FlowNode[] {
  const { id = "kline" } = properties as { id?: string };
  return [
    node("coincall-kline", {
      endpoint: "futures",
      symbols: "BTCUSD",
      wires: [[`${id}-out`]],
      ...properties,
    }),
    output(`${id}-out`),
  ];
}
