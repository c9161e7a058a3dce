import type { ExpiryRule } from "../../market/rolling/rule";
import { formatDay } from "../../protocol/symbols/symbols";
import type { Choice, Choices } from "../combobox";
import { element, icon } from "../elements";
import { text } from "../texts";
import type { ListedExpiry } from "./listed-expiries";
import type { RollingExpiry } from "./rolling-expiries";
import { distance, weekdayAndDistance } from "./wording";

/** The rolling expiries, then the days that are listed, as rows. */
export function expiryChoices(
  rolling: readonly RollingExpiry[],
  listed: readonly ListedExpiry[],
  written: string,
): Choices {
  const typed = written.trim().toUpperCase();
  const groups = [
    { heading: text("rolling.expiries"), choices: rolling.map((each) => rollingChoice(each, typed)) },
    { heading: text("form.expiries"), choices: listed.map((each) => listedChoice(each, typed)) },
  ].filter(({ choices }) => choices.length > 0);
  const all = groups.flatMap(({ choices }) => choices);
  return { groups, best: (all.find(({ chosen }) => chosen) ?? all[0])?.value };
}

function rollingChoice({ word, rule, expiry }: RollingExpiry, typed: string): Choice {
  const now = expiry === undefined ? "–" : `${formatDay(expiry)}, ${distance(expiry, Date.now())}`;
  return row(word, word === typed, [
    element("span", { class: "coincall-choice-when" }, meaningOf(rule)),
    element("span", { class: "coincall-choice-count" }, now),
  ]);
}

function listedChoice({ day, expiry, strikes }: ListedExpiry, typed: string): Choice {
  return row(day, day === typed, [
    element("span", { class: "coincall-choice-when" }, weekdayAndDistance(expiry, Date.now())),
    element("span", { class: "coincall-choice-count" }, text("form.strikes", { count: strikes })),
  ]);
}

function row(value: string, chosen: boolean, words: readonly HTMLElement[]): Choice {
  const name = element("span", { class: "coincall-choice-day" }, value);
  return { value, chosen, content: [name, ...words, ...(chosen ? [icon("check")] : [])] };
}

function meaningOf(rule: ExpiryRule): string {
  if (rule.kind === "day") return "";
  if (rule.kind === "days") return text("rolling.inDays", { days: rule.days });
  const later = rule.after === 0 ? "" : ` +${rule.after}`;
  return `${KINDS[rule.kind]()}${later}`;
}

const KINDS = {
  next: () => text("rolling.next"),
  week: () => text("rolling.week"),
  month: () => text("rolling.month"),
  quarter: () => text("rolling.quarter"),
} as const;
