import { type Rule, ruleOf, type Settings } from "./oracle/names";
import type { FlowNode } from "./palette";

/** A node of the year's flow, with the rules that it follows. */
export interface YearNode extends FlowNode, Settings {
  readonly symbols: string;
}

const USUAL: Settings = { follow: "money", hold: 10, rollBefore: 0 };

const MANY = [
  "BTCUSD-NEXT-ATM-C",
  "BTCUSD-NEXT+1-ATM-1-P",
  "BTCUSD-W-ATM-C",
  "BTCUSD-W-25D-P",
  "BTCUSD-W+1-ATM+2-C",
  "BTCUSD-M-25D-C",
  "BTCUSD-M+1-105%-C",
  "BTCUSD-Q-10D-P",
  "BTCUSD-Q-80000-C",
  "BTCUSD-0DTE-ATM-P",
  "BTCUSD-7DTE-ATM-C",
  "BTCUSD-30DTE-10D-C",
  "BTCUSD-30DTE-25D-P",
].join(" ");
const SOME = [
  "BTCUSD-NEXT-ATM-C",
  "BTCUSD-W-ATM-P",
  "BTCUSD-M-25D-P",
  "BTCUSD-7DTE-102%-C",
  "BTCUSD-Q-80000-P",
].join(" ");

/** Nodes of all kinds that roll: the first two have the same names and settings, the others each their own. */
export const FLOW: readonly YearNode[] = [
  { id: "greeks", type: "coincall-greeks", symbols: MANY, ...USUAL },
  { id: "twin", type: "coincall-greeks", symbols: MANY, ...USUAL },
  { id: "book", type: "coincall-order-book", symbols: SOME, ...USUAL, hold: 0 },
  { id: "trades", type: "coincall-trades", symbols: SOME, ...USUAL, hold: 60, rollBefore: 2 },
  { id: "kline", type: "coincall-kline", symbols: `${SOME} BTCUSD-30DTE-25D-P`, ...USUAL, follow: "expiry" },
  { id: "early", type: "coincall-greeks", symbols: SOME, ...USUAL, hold: 30, rollBefore: 24 },
  { id: "chain", type: "coincall-option-chain", symbols: "BTCUSD-W BTCUSD-M BTCUSD-30DTE", ...USUAL },
  {
    id: "table",
    type: "coincall-option-chain",
    symbols: "BTCUSD-NEXT BTCUSD-Q+1",
    output: "table",
    strikes: 5,
    ...USUAL,
    rollBefore: 2,
  },
];

/** A name that a node follows. */
export interface Wanted {
  readonly node: YearNode;
  readonly name: string;
}

/** The names that the nodes are saved with. */
export const SAVED: readonly Wanted[] = FLOW.flatMap((node) => namesOf(node).map((name) => ({ node, name })));

function namesOf({ symbols }: YearNode): string[] {
  return symbols.split(" ");
}

/** The rule of a name as a node follows it. A chain has no strike to hold. */
export function ruleIn({ node, name }: Wanted): Rule {
  return ruleOf(name, node);
}

/** The same for one name that is followed in one way. */
export function keyOf({ node: { follow, hold, rollBefore, type }, name }: Wanted): string {
  return [name, ...(type === "coincall-option-chain" ? [] : [follow, hold]), rollBefore].join(" ");
}
