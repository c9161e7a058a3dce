import type { Choice, ChoiceGroup } from "../combobox";
import { element, icon } from "../elements";
import { text } from "../texts";
import { candidatesFor } from "./candidates";
import { readingOf } from "./reading";
import type { Standings } from "./standings";
import { vocabulary } from "./vocabulary";
import { nowInWords } from "./wording";

export interface Offer {
  /** The likeliest first. */
  readonly names: readonly string[];
  /** Whether what is typed says a rule, and not only what listed options have. */
  readonly saysRule: boolean;
  /** What to search among listed options. */
  readonly rest: string;
}

/** What is offered where it is not known what is listed. */
export const USUAL_UNDERLYINGS = ["BTCUSD", "ETHUSD"];

/**
 * The rolling names that fit what somebody types.
 *
 * @param listed underlyings
 * @param likely of them, the likeliest first
 */
export function offerFor(query: string, listed: readonly string[], likely: readonly string[]): Offer {
  const underlyings = listed.length === 0 ? USUAL_UNDERLYINGS : listed;
  const known = { vocabulary: vocabulary(), underlyings: [...likely, ...underlyings], now: Date.now() };
  const understood = readingOf(query, known);
  if (!understood) return { names: [], saysRule: false, rest: query };
  const names = candidatesFor(understood, likely.length === 0 ? underlyings : likely);
  const { saysRule, rest } = understood;
  return { names, saysRule, rest: saysRule ? rest : query };
}

/** As rows, each with what it is now. */
export function groupOf(
  names: readonly string[],
  chosen: ReadonlySet<string>,
  standings: Standings,
): ChoiceGroup {
  const choices = names.map((name): Choice => {
    const isChosen = chosen.has(name);
    const words = element(
      "span",
      { class: "coincall-choice-rolling" },
      element("strong", {}, icon("refresh"), ` ${name}`),
      element("span", {}, nowInWords(name, standings.of(name))),
    );
    return { value: name, content: [words, ...(isChosen ? [icon("check")] : [])], chosen: isChosen };
  });
  return { heading: text("rolling.heading"), choices };
}
