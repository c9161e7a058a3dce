import type { AnyPeriod } from "../../../history/periods/made-periods";
import { formatRollingChain, formatRollingOption } from "../../../market/rolling/names/format";
import {
  parseRollingChain,
  parseRollingExpiry,
  parseRollingOption,
} from "../../../market/rolling/names/parse";
import { isProblem, type Problem } from "../../../market/rolling/problem";
import type { ChainRule, OptionRule, RollingChain, RollingOption } from "../../../market/rolling/rule";
import { CHANNELS } from "../../../protocol/channels";
import { CoincallError } from "../../../protocol/error";
import { chainSubscription } from "../../../protocol/subscription";
import { parseExpiry } from "../../../protocol/symbols/expiry";
import { isPlainSymbol, isSymbol, parseChain } from "../../../protocol/symbols/symbols";
import type { FeedDefinition, Wish } from "../definition";
import type { NodeSubscription } from "../made/made-subscription";

/** A rolling name as a node wants it. */
export interface RollingWish {
  /** In its one spelling, `BTCUSD-W-ATM-C`; `BTCUSD-W` for a chain. */
  readonly name: string;
  /** The same for every spelling of the same thing. */
  readonly key: string;
  readonly rule: ChainRule | OptionRule;
  readonly period?: AnyPeriod;
  /** What to subscribe to for a choice. */
  subscription(chosen: { readonly symbol: string; readonly expiry: number }): NodeSubscription;
}

/** What is written where a rolling name has its expiry, right or wrong. */
const EXPIRY_WORD = /^(?:(?:NEXT|W|M|Q)(?:\+.*)?|\d+DTE)$/;
const PARTS_OF_AN_OPTION = 4;

/** Whether somebody who wrote this meant a rolling name, be it right or wrong. */
export function isMeantToRoll(name: string): boolean {
  if (isSymbol(name) || parseChain(name)) return false;
  const [base = "", expiry = "", ...rest] = name.split("-");
  return isPlainSymbol(base) && (rest.length + 2 >= PARTS_OF_AN_OPTION || EXPIRY_WORD.test(expiry));
}

/**
 * What a name that is meant to roll stands for in a node.
 *
 * @throws CoincallError COINCALL_CONFIG for one that is written wrong, or where nothing rolls
 */
export function rollingWish(definition: FeedDefinition, name: string, wish: Wish): RollingWish {
  if (!definition.properties.includes("rollBefore") || wish.endpoint !== "options") {
    throw new CoincallError("COINCALL_CONFIG", "rollingNotHere", { name: name.slice(0, LONGEST_QUOTE) });
  }
  return isOfChains(definition) ? chainWish(chainNamed(name), wish) : optionWish(definition, name, wish);
}

const LONGEST_QUOTE = 40;

/**
 * What an underlying with an expiry such as `W` stands for in a node of chains; `undefined` where the expiry is a day,
 * or none.
 *
 * @throws CoincallError COINCALL_CONFIG for an expiry that is meant to roll, and written wrong
 */
export function rollingChainWish(
  definition: FeedDefinition,
  symbol: string,
  wish: Wish,
): RollingWish | undefined {
  const { expiry } = wish;
  if (!isOfChains(definition) || typeof expiry !== "string" || !isPlainSymbol(symbol)) return undefined;
  const word = expiry.trim().toUpperCase();
  if (parseExpiry(expiry) !== undefined || !EXPIRY_WORD.test(word)) return undefined;
  right(parseRollingExpiry(word));
  return chainWish(right(parseRollingChain(`${symbol}-${word}`)), wish);
}

function isOfChains({ channel }: FeedDefinition): boolean {
  return CHANNELS[channel].addressing === "chain";
}

/** An option's name stands for the chain that it belongs to. */
function chainNamed(name: string): RollingChain {
  const isOption = name.split("-").length >= PARTS_OF_AN_OPTION;
  return right(isOption ? parseRollingOption(name) : parseRollingChain(name));
}

function chainWish({ underlying, expiry }: RollingChain, { following }: Wish): RollingWish {
  const name = formatRollingChain({ underlying, expiry });
  const rule = { underlying, expiry, rollBefore: following.rollBefore };
  return { name, key: name, rule, subscription: (chosen) => chainSubscription(underlying, chosen.expiry) };
}

function optionWish(definition: FeedDefinition, written: string, wish: Wish): RollingWish {
  const option: RollingOption = right(parseRollingOption(written));
  const { follow, hold, rollBefore } = wish.following;
  const name = formatRollingOption(option);
  const period = CHANNELS[definition.channel].addressing === "period" ? wish.period : undefined;
  return {
    name,
    key: period === undefined ? name : `${name} ${period}`,
    rule: { ...option, follow, hold, rollBefore },
    ...(period === undefined ? {} : { period }),
    subscription: ({ symbol }) => definition.subscription(symbol, wish),
  };
}

function right<Parsed extends object>(parsed: Parsed | Problem): Parsed {
  if (!isProblem<Problem["reason"]>(parsed)) return parsed as Parsed;
  throw new CoincallError("COINCALL_CONFIG", parsed.reason, parsed.values);
}
