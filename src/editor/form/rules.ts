import { ANY_PERIODS, isMadePeriod, madeFrom } from "../../history/periods/made-periods";
import { parseRollingExpiry } from "../../market/rolling/names/parse";
import { isProblem, type Problem as RollingProblem } from "../../market/rolling/problem";
import { addressProblem } from "../../protocol/address";
import { isSendableKey } from "../../protocol/api-key";
import { LIMITS, type Limits } from "../../protocol/limits";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { isPlainSymbol, isSymbol } from "../../protocol/symbols/symbols";
import { endpointOf, misplacementOf } from "../market/places";
import { isRollingName, takesRolling, writingProblemOf } from "../rolling/takes";
import { symbolsBeside, wordsIn } from "../symbols/typed-words";
import { valuesOf } from "../values";

/** What is wrong with a property: the key of a sentence in the catalogue, and the values in it. */
export interface Problem {
  readonly sentence: string;
  /** The group of the catalogue that has it, where that is not `validation`. */
  readonly group?: "errors";
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a rule may ask about the rest of the form. */
export interface Surroundings {
  readonly now: number;
  /** The text of another property of the same node. */
  property(name: string): string;
  /** The protocol of the connection node that this one uses, if it is known. */
  connectionProtocol(): string | undefined;
}

type Rule = (value: string, around: Surroundings) => Problem | undefined;

const ENVIRONMENT_VARIABLE = /^\$\{[^{}\s]+\}$/;

/** What each property accepts (docs/contract.md, "Palette nodes" and "coincall-connection"). */
const RULES: Readonly<Record<string, Rule>> = {
  symbols: checkSymbols,
  period: (value) => (ANY_PERIODS.some((period) => period === value) ? undefined : { sentence: "period" }),
  past: checkPast,
  tradeIds: (value, around) =>
    value === "true" && !hasTradeIds(around) ? { sentence: "tradeIds" } : undefined,
  hold: (value) => numberBetween(value, LIMITS.hold),
  rollBefore: (value) =>
    isNumber(value, LIMITS.rollBefore) ? undefined : { sentence: "hours", values: range(LIMITS.rollBefore) },
  strikes: (value) => wholeNumber(value, LIMITS.strikes),
  depth: (value) => wholeNumber(value, LIMITS.depth),
  expiry: checkExpiry,
  overdue: (value) => (isNumber(value, LIMITS.overdue) ? undefined : { sentence: "overdue" }),
  downFor: (value) => numberBetween(value, LIMITS.downFor),
  value: checkValue,
  interval: (value) => (isNumber(value, LIMITS.interval) ? undefined : { sentence: "interval" }),
  url: checkUrl,
  heartbeatInterval: (value) => numberBetween(value, LIMITS.heartbeatInterval),
  heartbeatTimeout: (value) => numberBetween(value, LIMITS.heartbeatTimeout),
  apiKey: checkKey,
  apiSecret: (value, around) => (value === "" && signs(around) ? { sentence: "apiSecret" } : undefined),
};

/** What is wrong with a property's value; `undefined` if nothing is, as with any `${ENV_VAR}`. */
export function problemWith(property: string, value: string, around: Surroundings): Problem | undefined {
  if (isVariable(value)) return undefined;
  return RULES[property]?.(value.trim(), around);
}

/** Whether a value is an `${ENV_VAR}`, which Node-RED puts in when the flow starts. */
export function isVariable(value: string): boolean {
  return ENVIRONMENT_VARIABLE.test(value.trim());
}

function checkSymbols(value: string, around: Surroundings): Problem | undefined {
  if (around.property("symbolsType") !== "str")
    return value === "" ? { sentence: "symbolsSource" } : undefined;
  for (const symbol of symbolsBeside(value)) {
    const problem = problemWithSymbol(symbol, around.property("type"), around.property("endpoint"));
    if (problem) return problem;
  }
  const words = wordsIn(value);
  return words === "" ? undefined : { sentence: "untaken", values: { typed: quotable(words) } };
}

/** What is wrong with a symbol by its name alone: that it is not listed can change at any time. */
function problemWithSymbol(symbol: string, type: string, endpoint: string): Problem | undefined {
  if (isSymbol(symbol) || isRollingName(symbol)) return misplaced(symbol, type, endpoint);
  const wrong = takesRolling(type, endpoint) ? writingProblemOf(symbol) : undefined;
  return wrong ? inWords(wrong) : { sentence: "symbol", values: { symbol: quotable(symbol) } };
}

function misplaced(symbol: string, type: string, endpoint: string): Problem | undefined {
  const market = endpointOf(endpoint);
  switch (misplacementOf(symbol, type, market)) {
    case "misplaced":
      return { sentence: "noOption", values: { symbol } };
    case "elsewhere":
      return isRollingName(symbol)
        ? { sentence: "elsewhere", values: { symbol } }
        : { sentence: "noUnderlying", values: { symbol } };
    case "otherMarket":
      return market === "futures"
        ? { sentence: "onOptions", values: { symbol } }
        : { sentence: "onFutures", values: { symbol } };
    default:
      return undefined;
  }
}

function inWords({ reason, values }: RollingProblem): Problem {
  const quoted = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? quotable(value) : value,
  ]);
  return { sentence: reason, group: "errors", values: Object.fromEntries(quoted) };
}

function checkValue(value: string, around: Surroundings): Problem | undefined {
  const isOne = value === "" || valuesOf(around.property("type")).includes(value);
  return isOne ? undefined : { sentence: "value" };
}

function checkExpiry(value: string, around: Surroundings): Problem | undefined {
  if (value === "") return needsExpiry(around) ? { sentence: "expiryNeeded" } : undefined;
  const expiry = parseExpiry(value);
  if (expiry === undefined) {
    const rule = parseRollingExpiry(value);
    if (!isProblem(rule)) return undefined;
    return rule.reason.startsWith("rollingNumber") ? inWords(rule) : { sentence: "expiry" };
  }
  return expiry < around.now ? { sentence: "expiryPast" } : undefined;
}

/** An option's name tells its own expiry, and so does a control message. */
function needsExpiry(around: Surroundings): boolean {
  if (around.connectionProtocol() !== "signed" || around.property("symbolsType") !== "str") return false;
  return symbolsIn(around.property("symbols")).some(isPlainSymbol);
}

function checkPast(value: string, around: Surroundings): Problem | undefined {
  const period = around.property("period");
  const hasNone = isMadePeriod(period) && madeFrom(period) === "trades";
  return hasNone && Number(value) > 0 ? { sentence: "secondsHaveNoPast" } : wholeNumber(value, LIMITS.past);
}

/** Nobody has seen the channel that has them in the protocol of 2023. */
function hasTradeIds(around: Surroundings): boolean {
  return around.connectionProtocol() !== "apikey";
}

function checkUrl(value: string, around: Surroundings): Problem | undefined {
  if (around.property("environment") !== "custom") return undefined;
  const problem = addressProblem(value, around.property("insecure") === "true");
  if (problem === "invalid") return { sentence: "url" };
  return problem === "exposed" ? { sentence: "urlExposed" } : undefined;
}

function checkKey(value: string, around: Surroundings): Problem | undefined {
  if (around.property("environment") === "simulator") return undefined;
  if (value === "") return { sentence: "apiKey" };
  return isSendableKey(value) ? undefined : { sentence: "apiKeyCharacters" };
}

function signs(around: Surroundings): boolean {
  return around.property("environment") !== "simulator" && around.property("protocol") === "signed";
}

function wholeNumber(value: string, limits: Limits): Problem | undefined {
  const fits = isNumber(value, limits) && Number.isInteger(Number(value));
  return fits ? undefined : { sentence: "wholeNumber", values: range(limits) };
}

function numberBetween(value: string, limits: Limits): Problem | undefined {
  return isNumber(value, limits) ? undefined : { sentence: "number", values: range(limits) };
}

function range({ minimum, maximum }: Limits) {
  return { least: minimum, most: maximum };
}

function isNumber(value: string, { minimum, maximum }: Limits): boolean {
  const number = value === "" ? Number.NaN : Number(value);
  return number >= minimum && number <= maximum;
}

/** The editor shows the sentences as HTML on some of its pages: what the user typed must stay text. */
export function quotable(typed: string): string {
  return typed.replace(/[<>&"']/g, "").slice(0, 40);
}
