import { type Listing, listingOf } from "../../market/listing";
import type { ChainQuotes } from "../../market/quotes";
import { choose } from "../../market/rolling/choose";
import { parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem, type Problem } from "../../market/rolling/problem";
import type { Following, OptionRule } from "../../market/rolling/rule";
import type { Standing } from "../../market/rolling/standing";
import { chainsNeeded } from "../../market/rolling/watching";
import { CoincallError } from "../../protocol/error";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { feedPropertyCheck } from "../feed/properties";
import type { Form } from "./described";
import type { Exchange } from "./exchange";

/** As many as a form asks about at once. */
const MOST_NAMES = 20;

/** What a rolling name is now, or why it is nothing. */
export type ChoiceNow =
  | {
      readonly symbol: string;
      /** USD; absent where it is not known, as is the delta. */
      readonly forward?: number;
      readonly delta?: number;
      /** ms since 1970. */
      readonly rollsAt: number;
    }
  | { readonly problem: Problem };

/** What a running node has chosen by a rule; `undefined` where none follows it. */
export type LiveChoice = (rule: OptionRule) => Standing | undefined;

/**
 * The names that a form asks about.
 *
 * @throws CoincallError COINCALL_INPUT for more than 20
 */
export function namesIn({ symbol }: Form): readonly string[] {
  const names = symbolsIn([symbol].flat().filter((written) => typeof written === "string"));
  if (names.length > MOST_NAMES)
    throw new CoincallError("COINCALL_INPUT", "namesTooMany", { most: MOST_NAMES });
  return names;
}

const checkFollowing = feedPropertyCheck(["follow", "hold", "rollBefore"], {});

/** @throws CoincallError COINCALL_CONFIG */
export function followingIn(form: Form): Following {
  const { properties, problems } = checkFollowing(form);
  if (problems[0]) throw problems[0];
  const { follow, hold, rollBefore } = properties;
  return { follow, hold, rollBefore };
}

/** What is listed and quoted, as far as choices need it. */
export interface ChoiceMarket {
  /** @throws Error when the exchange does not tell */
  listing(): Promise<Listing>;
  /** @throws Error when the exchange does not tell */
  chain(underlying: string, expiry: number): Promise<ChainQuotes>;
  /** ms since 1970, by the exchange's clock. */
  now(): Promise<number>;
}

/** An exchange as it is asked for the choices of one request. */
export function marketOf({ known, rest }: Pick<Exchange, "known" | "rest">): ChoiceMarket {
  let listing: Promise<Listing> | undefined;
  return {
    listing: () => {
      listing ??= known.list("options", rest, false).then(({ instruments }) => listingOf(instruments));
      return listing;
    },
    chain: (underlying, expiry) => known.chain(underlying, expiry, rest),
    now: () => known.now(rest),
  };
}

/**
 * What each name is now: as a running node has it, else by what is listed and quoted. Nothing is asked of the exchange
 * for a name that is written in the wrong way.
 *
 * @throws Error when the exchange does not tell what is listed
 */
export function choicesNow(
  names: readonly string[],
  following: Following,
  market: ChoiceMarket,
  live: LiveChoice,
): Promise<readonly ChoiceNow[]> {
  return Promise.all(
    names.map((name) => {
      const parsed = parseRollingOption(name);
      if (isProblem(parsed)) return { problem: parsed };
      const rule = { ...parsed, ...following };
      return asTold(live(rule)) ?? chosenAnew(rule, market);
    }),
  );
}

async function chosenAnew(rule: OptionRule, market: ChoiceMarket): Promise<ChoiceNow> {
  const [listing, now] = await Promise.all([market.listing(), market.now()]);
  const [expiry] = chainsNeeded(rule, listing, undefined, now);
  const quotes = expiry === undefined ? undefined : await quotesOf(rule.underlying, expiry, market);
  const standing = choose(rule, listing, () => quotes, undefined, now);
  return (
    asTold(standing) ?? {
      problem: { reason: "rollingListMissing", values: { underlying: rule.underlying } },
    }
  );
}

/** Without its chain a choice says itself what is missing. */
function quotesOf(
  underlying: string,
  expiry: number,
  market: ChoiceMarket,
): Promise<ChainQuotes | undefined> {
  return market.chain(underlying, expiry).catch(() => undefined);
}

/** `undefined` of a node that has not begun to choose. */
function asTold({ choice, problem }: Standing = {}): ChoiceNow | undefined {
  if (!choice) return problem && { problem };
  const { symbol, forward, delta, rollsAt } = choice;
  return {
    symbol,
    ...(forward === undefined ? {} : { forward }),
    ...(delta === undefined ? {} : { delta }),
    rollsAt,
  };
}
