import { tickersFor } from "../../../market/words/coins";
import { plain } from "../../../market/words/plain";
import type { Endpoint } from "../../../protocol/channels";
import { isPlainSymbol, isSymbol, underlyingOf } from "../../../protocol/symbols/symbols";
import { isVariable } from "../../form/rules";
import { marketsOf } from "../../market/places";
import { USUAL_UNDERLYINGS } from "../../rolling/offers";
import { isRollingName } from "../../rolling/takes";
import { chipsOf } from "../written-symbols";

/** The underlyings, indices and futures that a market lists; `undefined` while there is no list. */
export type Listing = (endpoint: Endpoint) => ReadonlySet<string> | undefined;

/** Nothing else that an exchange lists ends so, and no word that is typed to find something. */
const IN_DOLLARS = /^[A-Z0-9]+USD[TC]?$/;

/**
 * The symbols that a text names, as they are listed. `undefined` unless each of its words is one that a node of the type
 * can watch: an option's name, a rolling one, or an underlying that is listed. Without a list, its name has to end like
 * one.
 */
export function namedIn(written: string, type: string, listing: Listing): readonly string[] | undefined {
  if (isVariable(written)) return chipsOf(written);
  const names = chipsOf(written).map((word) => nameOf(word, type, listing));
  const found = names.filter((name) => name !== undefined);
  return found.length > 0 && found.length === names.length ? [...new Set(found)] : undefined;
}

function nameOf(word: string, type: string, listing: Listing): string | undefined {
  if (!isSymbol(word) && !isRollingName(word)) return undefined;
  const markets = marketsOf(word, type);
  if (markets.length === 0 || !isPlainSymbol(word)) return markets.length === 0 ? undefined : word;
  const lists = markets.map(listing);
  const isListed = (name: string) => lists.some((list) => list?.has(name));
  const isLikely = (name: string) =>
    lists.includes(undefined) && (IN_DOLLARS.test(word) || USUAL_UNDERLYINGS.includes(name));
  const spellings = [word, underlyingOf(word)];
  return spellings.find(isListed) ?? spellings.find(isLikely);
}

/** The underlying that a text names and nothing beside: `BTCUSD` for `btc` and `bitcoin`. */
export function underlyingNamed(written: string, listed: Iterable<string>): string | undefined {
  const word = written.trim().toUpperCase();
  const coins = tickersFor(plain(written.trim()));
  const known = new Set([...USUAL_UNDERLYINGS, ...listed]);
  return [word, ...[word, ...coins].map(underlyingOf)].find((name) => known.has(name));
}
