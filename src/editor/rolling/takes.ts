import { parseRollingExpiry, parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem, type Problem } from "../../market/rolling/problem";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { isSymbol } from "../../protocol/symbols/symbols";

/** The nodes whose symbols can be rolling options, on the options market. Source: docs/contract.md, "Palette nodes". */
const TAKERS = ["coincall-kline", "coincall-order-book", "coincall-trades", "coincall-greeks"];

export function takesRolling(type: string, endpoint: string): boolean {
  return TAKERS.includes(type) && endpoint !== "futures";
}

export function isRollingName(symbol: string): boolean {
  return !isProblem(parseRollingOption(symbol));
}

/** Begins as an option of a day does. */
const OF_A_DAY = /^[^-]*-\d{1,2}[A-Z]{3}\d{2}/;

/**
 * What is wrong with a name that looks as if it should roll; `undefined` for one that does, and for all else: who writes
 * a day first, and then forgets a part, means an option of that day.
 */
export function writingProblemOf(symbol: string): Problem | undefined {
  const rule = parseRollingOption(symbol);
  if (!isProblem(rule) || isSymbol(symbol) || !symbol.includes("-")) return undefined;
  return rule.reason === "rollingMalformed" && OF_A_DAY.test(symbol) ? undefined : rule;
}

/** Whether a node may follow the market: by a name in its form, or by what a variable holds. */
export function mayRoll(property: (name: string) => string): boolean {
  const type = property("type");
  if (type === "coincall-option-chain") return isUnwritten(property("expiry")) || rolls(property("expiry"));
  if (!takesRolling(type, property("endpoint"))) return false;
  const symbols = property("symbols");
  return property("symbolsType") !== "str" || isUnwritten(symbols) || symbolsIn(symbols).some(isRollingName);
}

function rolls(expiry: string): boolean {
  return !isProblem(parseRollingExpiry(expiry));
}

/** What a variable holds is known when the flow runs. */
function isUnwritten(value: string): boolean {
  return value.trim().startsWith("${");
}
