import type { Instrument } from "../../protocol/symbols/instruments";
import { isPlainSymbol, parseOption } from "../../protocol/symbols/symbols";
import type { Choice, ChoiceGroup, Choices } from "../combobox";
import { element, icon } from "../elements";
import { dayInShort, distance } from "../expiry/wording";
import { type Group, type Money, search } from "../market/search";
import { type Offer, groupOf as rollingGroup } from "../rolling/offers";
import type { Standings } from "../rolling/standings";
import { vocabulary } from "../rolling/vocabulary";
import { text } from "../texts";

/**
 * What fits a query, as rows: by expiry, with what has been chosen already ticked.
 *
 * @param money as the market tells it
 */
export function choicesFor(
  market: readonly Instrument[],
  query: string,
  chosen: ReadonlySet<string>,
  now: number,
  money: Money = () => undefined,
): Choices {
  const { groups, best, more } = search(market, query, { vocabulary: vocabulary(), now, money });
  return {
    groups: groups.map((group) => groupOf(group, chosen, now, money)),
    best: best?.symbol,
    note: more > 0 ? text("form.moreFit", { count: inWords(more) }) : undefined,
  };
}

/** With a row that adds at once the listed options that are shown or, where nothing else is shown, the underlyings. */
export function withAll(choices: Choices): Choices {
  const rows = choices.groups.flatMap((group) => group.choices.filter(({ chosen }) => !chosen));
  const shown = rows.map(({ value }) => value);
  const options = shown.filter((symbol) => parseOption(symbol));
  const values = options.length > 0 ? options : shown.filter(isPlainSymbol);
  const isEverything = values.length === shown.length;
  if (values.length < 2 || (options.length === 0 && !isEverything)) return choices;
  const count = inWords(values.length);
  const label = isEverything ? text("picking.addAll", { count }) : text("picking.addOptions", { count });
  return { ...choices, all: { values, label } };
}

/**
 * Who types an underlying and nothing beside gets with Enter that underlying, first on the list, or nothing where it is
 * not found: never one of its options.
 */
export function withUnderlying(choices: Choices, underlying: string): Choices {
  const has = ({ choices: rows }: ChoiceGroup) => rows.some(({ value }) => value === underlying);
  const { groups } = choices;
  const first = groups.filter(has);
  const others = groups.filter((group) => !has(group));
  return { ...choices, groups: [...first, ...others], best: first.length > 0 ? underlying : undefined };
}

/** Rolling names before what is listed. */
export function withRolling(
  listed: Choices,
  { names, saysRule }: Offer,
  chosen: ReadonlySet<string>,
  standings: Standings,
): Choices {
  if (names.length === 0) return listed;
  const group = rollingGroup(names, chosen, standings);
  const isListedMeant = !saysRule && listed.best !== undefined && !listed.best.includes("-");
  return {
    ...listed,
    groups: [group, ...listed.groups],
    best: isListedMeant ? listed.best : names[0],
  };
}

function inWords(count: number): string {
  return count.toLocaleString(RED.i18n.lang());
}

function groupOf(
  { underlying, expiry, instruments }: Group,
  chosen: ReadonlySet<string>,
  now: number,
  money: Money,
): ChoiceGroup {
  const heading =
    expiry === undefined
      ? text("form.unexpiring")
      : headingOf(underlying, expiry, now, money(underlying, expiry));
  return { heading, choices: instruments.map((instrument) => choiceOf(instrument, chosen)) };
}

/** `27 Nov, tomorrow · BTC 80,588`, in the editor's language. */
function headingOf(underlying: string, expiry: number, now: number, price: number | undefined): string {
  const coin = underlying.replace(/USD$/, "");
  const money = price === undefined ? "" : ` ${priceInWords(price)}`;
  return `${dayInShort(expiry, now)}, ${distance(expiry, now)} · ${coin}${money}`;
}

const FIGURES = 5;

/** As many figures as a trader looks at; of a large one no decimals. */
function priceInWords(price: number): string {
  const figures = Math.max(FIGURES, Math.floor(Math.log10(price)) + 1);
  return price.toLocaleString(RED.i18n.lang(), { maximumSignificantDigits: figures });
}

function choiceOf({ symbol, strike, right }: Instrument, chosen: ReadonlySet<string>): Choice {
  const isChosen = chosen.has(symbol);
  const name = element("span", { class: "coincall-choice-name" }, symbol);
  const tick = isChosen ? [icon("check")] : [];
  if (strike === undefined || right === undefined)
    return { value: symbol, content: [name, ...tick], chosen: isChosen };
  const level = element(
    "span",
    { class: "coincall-choice-strike" },
    strike.toLocaleString(RED.i18n.lang(), { maximumFractionDigits: 12 }),
  );
  const side = element(
    "span",
    { class: "coincall-choice-right" },
    icon(right === "call" ? "caret-up" : "caret-down"),
    ` ${right === "call" ? text("form.call") : text("form.put")}`,
  );
  return { value: symbol, content: [level, side, name, ...tick], chosen: isChosen };
}
