import type { Simulator } from "../../src/simulator/index";
import { connection, type FlowNode, flowOf, node } from "../embedded/harness";
import { CENSUS_TAB } from "../leaks/census";

const COUNT = "count";
const UNDERLYINGS = ["BTCUSD", "ETHUSD"];

/** Of a volatility: so that it is told now and then. */
const MOVE = {
  property: "payload.iv",
  condition: "moves",
  level: "0.2",
  unit: "points",
  window: 600,
  for: 2,
};

const SECONDS = { id: "seconds", endpoint: "futures", period: "s5", fill: true };

/** Every node of the palette on a busy exchange: so many options in all, shared out among the nodes that take them. */
export function marketFlow(simulator: Simulator, symbols: number): FlowNode[] {
  const options = optionsOf(simulator, symbols);
  const part = (index: number, of: number) => options.filter((_name, at) => at % of === index).join(" ");
  const [firstOption = ""] = options;
  const counted = { wires: [[COUNT]] };
  const alert = { wires: [[COUNT], [COUNT]] };
  const judged = (id: string) => ({ wires: [[COUNT, id]] });
  const exchange = connection({
    environment: "custom",
    url: simulator.url,
    credentials: { apiKey: "soak", apiSecret: "soak" },
  });
  return [
    ...CENSUS_TAB,
    ...flowOf(
      exchange,
      node("coincall-order-book", { ...counted, symbols: part(0, 4) }),
      node("coincall-greeks", { ...judged("volatility"), symbols: part(1, 4), overdue: 60 }),
      node("coincall-trades", {
        ...judged("silence"),
        symbols: `${part(2, 4)} ${UNDERLYINGS.join(" ")}`,
        fill: true,
      }),
      node("coincall-kline", { ...counted, symbols: part(3, 4), candles: "closed", past: 20, fill: true }),
      node("coincall-kline", { ...counted, ...SECONDS, symbols: UNDERLYINGS.join(" ") }),
      node("coincall-option-chain", { ...counted, symbols: firstOption, output: "table" }),
      node("coincall-balance", { ...counted, emit: "latest" }),
      node("coincall-spot", { ...counted, symbols: UNDERLYINGS.join(" "), numbers: "string" }),
      node("coincall-status", { ...counted, id: "alerts" }),
      node("coincall-alert", { ...alert, id: "volatility", ...MOVE }),
      node("coincall-alert", { ...alert, id: "silence", condition: "silent", window: 60 }),
      counter(),
    ),
  ];
}

/** Counts the messages; `msg.tell` has it report how many came since it was last asked. */
function counter(): FlowNode {
  const func = `
    const count = context.get("count") ?? 0;
    if (!msg.tell) return context.set("count", count + 1);
    context.set("count", 0);
    global.get("report")("${COUNT}", { payload: count });`;
  return { id: COUNT, type: "function", z: "tab", func, outputs: 0, wires: [] };
}

function optionsOf({ market }: Simulator, count: number): string[] {
  const names = UNDERLYINGS.flatMap((underlying) =>
    Array.from(market.venue(underlying)?.listing.options ?? [], ({ symbol }) => symbol),
  );
  return names.slice(0, count);
}
