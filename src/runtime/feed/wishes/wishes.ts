import { formatExpiry, formatRollingChain, formatRollingOption } from "../../../market/rolling/names/format";
import {
  parseRollingChain,
  parseRollingExpiry,
  parseRollingOption,
} from "../../../market/rolling/names/parse";
import { isProblem } from "../../../market/rolling/problem";
import { isOptionRule } from "../../../market/rolling/rule";
import { CHANNELS } from "../../../protocol/channels";
import { CoincallError } from "../../../protocol/error";
import { canonical } from "../../../protocol/subscription";
import {
  formatChain,
  isPlainSymbol,
  isSymbol,
  parseChain,
  parseOption,
  underlyingOf,
} from "../../../protocol/symbols/symbols";
import { quote } from "../../quote";
import type { Control } from "../control";
import type { FeedDefinition, Wish } from "../definition";
import type { NodeSubscription } from "../made/made-subscription";
import { isMeantToRoll, type RollingWish, rollingChainWish, rollingWish } from "../rolling/rolling-wish";
import { inSlices } from "../turns/slices";
import type { Wanted } from "../watch-list";

export interface Wishes extends Wanted {
  /** One for each kind of thing that is wrong with some of the symbols. */
  readonly problems: readonly CoincallError[];
}

/** The subscriptions that symbols stand for, and what is wrong with the others; of many, in several turns. */
export async function wishesFor(
  definition: FeedDefinition,
  symbols: readonly string[],
  wish: Wish,
): Promise<Wishes> {
  const subscriptions: NodeSubscription[] = [];
  const rolling: RollingWish[] = [];
  const problems = new Map<string, CoincallError>();
  await inSlices(definition.fixedSymbols ?? symbols, (slice) => {
    const wishes = wishesForSome(definition, slice, wish);
    subscriptions.push(...wishes.subscriptions);
    rolling.push(...wishes.rolling);
    for (const problem of wishes.problems) {
      if (!problems.has(problem.reason)) problems.set(problem.reason, problem);
    }
  });
  return { subscriptions, rolling, problems: [...problems.values()] };
}

function wishesForSome(definition: FeedDefinition, named: readonly string[], wish: Wish): Wishes {
  const isName = definition.fixedSymbols ? () => true : nameCheck(definition);
  const problems = new Map<string, CoincallError>();
  const malformed = malformedIn(named, isName);
  if (malformed) problems.set(malformed.reason, malformed);
  const subscriptions: NodeSubscription[] = [];
  const rolling: RollingWish[] = [];
  for (const symbol of named.filter(isName)) {
    try {
      const name = rollingIn(definition, symbol, wish);
      if (name) rolling.push(name);
      else subscriptions.push(definition.subscription(symbol, wish));
    } catch (error) {
      if (!(error instanceof CoincallError)) throw error;
      problems.set(error.reason, error);
    }
  }
  return { subscriptions, rolling, problems: [...problems.values()] };
}

/** What of a symbol rolls in a node; `undefined` where nothing does. */
function rollingIn(definition: FeedDefinition, symbol: string, wish: Wish): RollingWish | undefined {
  return isMeantToRoll(symbol)
    ? rollingWish(definition, symbol, wish)
    : rollingChainWish(definition, symbol, wish);
}

/** A chain can be named as it is listed. */
function nameCheck({ channel }: FeedDefinition): (name: string) => boolean {
  const isName = CHANNELS[channel].addressing === "chain" ? isSubscriptionName : isSymbol;
  return (name) => isName(name) || isMeantToRoll(name);
}

/** What is wrong with those of the symbols that are no names; `undefined` when all of them are. */
export function malformedIn(
  symbols: readonly string[],
  isName: (symbol: string) => boolean,
): CoincallError | undefined {
  const malformed = symbols.filter((symbol) => !isName(symbol));
  if (malformed.length === 0) return undefined;
  return new CoincallError("COINCALL_CONFIG", "symbolsMalformed", { symbols: quoteAll(malformed) });
}

/** Whether something can be subscribed under this name: a symbol, or a chain as it is listed, `BTCUSD-27DEC26`. */
export function isSubscriptionName(name: string): boolean {
  return isSymbol(name) || parseChain(name) !== undefined;
}

/** The same for a rolling name: by itself, or a chain that rolls by its underlying as well. */
export function isNameMeant(wish: RollingWish, { symbols = [], period, expiry }: Control): boolean {
  if (period !== undefined && wish.period !== period) return false;
  const isOfChain = !isOptionRule(wish.rule);
  if (expiry !== undefined && !(isOfChain && isExpiryOf(wish, expiry))) return false;
  return symbols.some(
    (symbol) => rollingSpelling(symbol) === wish.name || (isOfChain && isUnderlyingOf(wish, symbol)),
  );
}

/** Whether a message that unsubscribes means a subscription: what it leaves out, it means all of. */
export function isMeant(
  subscription: NodeSubscription,
  { symbols = [], period }: Control,
  expiry?: number,
): boolean {
  if (period !== undefined && subscription.period !== period) return false;
  if (expiry !== undefined && subscription.expiry !== expiry) return false;
  const names = namesOf(subscription);
  return symbols.some((symbol) => names.includes(oneSpelling(symbol)));
}

export function oneSpelling(name: string): string {
  const chain = parseChain(name);
  return chain ? formatChain(chain.underlying, chain.expiry) : canonical(name);
}

/** A chain can be named by its underlying, by itself, or by the option that it was asked for with. */
export function namesOf({ channel, symbol, label }: NodeSubscription): readonly string[] {
  if (channel.addressing !== "chain") return [canonical(symbol)];
  return [canonical(symbol), label, parseOption(symbol)?.underlying ?? symbol];
}

/** One spelling of a rolling name, or what was written. */
export function rollingSpelling(symbol: string): string {
  const option = parseRollingOption(symbol);
  if (!isProblem(option)) return formatRollingOption(option);
  const chain = parseRollingChain(symbol);
  return isProblem(chain) ? symbol : formatRollingChain(chain);
}

export function isExpiryOf({ rule }: RollingWish, written: string | number): boolean {
  const expiry = parseRollingExpiry(String(written));
  return !isProblem(expiry) && formatExpiry(expiry) === formatExpiry(rule.expiry);
}

function isUnderlyingOf({ rule }: RollingWish, symbol: string): boolean {
  return isPlainSymbol(symbol) && underlyingOf(symbol) === rule.underlying;
}

const MOST_QUOTED = 3;

function quoteAll(symbols: readonly string[]): string {
  const shown = symbols.slice(0, MOST_QUOTED).map(quote);
  return shown.join(", ") + (symbols.length > MOST_QUOTED ? ", …" : "");
}
