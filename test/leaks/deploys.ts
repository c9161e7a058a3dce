import {
  connectionTo,
  type Deployment,
  type FlowNode,
  flowOf,
  type NodeRed,
  node,
  saved,
} from "../embedded/harness";
import type { StubExchange } from "../support/stub-exchange";
import { CENSUS_TAB } from "./census";

const OPTION = "BTCUSD-27DEC30-100000-C";

const ALERTED = [["output"], ["output"]];

/** Every node of the palette, each with a name that is another one in every deploy. */
function flow(exchange: StubExchange, name: string): FlowNode[] {
  const named = { name, overdue: 60 };
  return [
    ...CENSUS_TAB,
    ...flowOf(
      connectionTo(exchange),
      node("coincall-kline", { ...named, symbols: OPTION }),
      node("coincall-order-book", { ...named, symbols: OPTION }),
      node("coincall-trades", { ...named, symbols: "BTCUSD" }),
      node("coincall-option-chain", { ...named, symbols: OPTION }),
      node("coincall-greeks", { ...named, symbols: OPTION, emit: "latest" }),
      node("coincall-balance", { ...named }),
      node("coincall-spot", { ...named, symbols: "BTCUSD ETHUSD", wires: [["level", "silence"]] }),
      node("coincall-alert", { name, id: "level", level: "10", for: 60, wires: ALERTED }),
      node("coincall-alert", { name, id: "silence", condition: "silent", window: 60, wires: ALERTED }),
    ),
  ];
}

/** The first deploy, in which the connection gets its credentials. */
export async function deployFirst(nodeRed: NodeRed, exchange: StubExchange): Promise<void> {
  await nodeRed.deploy(flow(exchange, "first"));
}

/** Deploys so many times, with every palette node changed each time, while the exchange pushes. */
export async function deployAgain(
  nodeRed: NodeRed,
  exchange: StubExchange,
  type: Deployment,
  times: number,
): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await nodeRed.deploy(saved(flow(exchange, `${type} ${time}`)), type);
    exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: time + 1, ts: time } });
    exchange.push("options", { c: 20, dt: 3, d: { s: OPTION, iv: 0.5, ts: time } });
  }
}
