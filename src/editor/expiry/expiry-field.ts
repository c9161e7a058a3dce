import { parseExpiry } from "../../protocol/symbols/expiry";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { formatDay, underlyingOf } from "../../protocol/symbols/symbols";
import { type Choices, Combobox } from "../combobox";
import { element, icon } from "../elements";
import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import type { Market } from "../market/market";
import { text } from "../texts";
import { exampleExpiry, fromDatePicker, toDatePicker } from "./days";
import { type ListedExpiry, listedExpiries } from "./listed-expiries";
import { dayAndDistance, weekdayAndDistance } from "./wording";

/** Says under the expiry which day it means, and offers those that are listed, and a calendar. */
export function prepareExpiry(node: EditorNode, form: HTMLElement, market: Market): void {
  const input = field(node, "expiry");
  const hint = input?.closest(".form-row")?.querySelector<HTMLElement>(".coincall-day");
  if (!input || !hint) return;
  const listed = () => listedExpiries(market.instruments ?? [], underlyingIn(node));
  input.placeholder = formatDay(exampleExpiry(Date.now()));
  offerListed(input, market, listed);
  offerCalendar(input, form);
  const explain = () => {
    const sentence = explanationOf(input.value, listed());
    if (hint.textContent !== sentence) hint.textContent = sentence;
  };
  $(form).on("change keyup input", explain);
  market.follow(explain);
}

/** The first one, as the chips have it. */
function underlyingIn(node: EditorNode): string | undefined {
  const [first] = symbolsIn(String(currentValue(node, "symbols") ?? ""));
  return first === undefined ? undefined : underlyingOf(first.replace(/-.*/, ""));
}

function explanationOf(written: string, listed: readonly ListedExpiry[]): string {
  const expiry = parseExpiry(written);
  if (expiry === undefined) return written.trim() === "" ? text("form.expiryHint") : "";
  const day = text("form.expiryMeans", { day: dayAndDistance(expiry, Date.now()) });
  const isListed = listed.length === 0 || listed.some((each) => each.expiry === expiry);
  return isListed ? day : `${day} ${text("form.expiryUnlisted")}`;
}

function offerListed(input: HTMLInputElement, market: Market, listed: () => readonly ListedExpiry[]): void {
  const combobox: Combobox = new Combobox(input, {
    label: text("form.expiries"),
    multiple: false,
    choicesFor: (query) => choicesOf(listed(), query),
    choose: (day) => {
      combobox.close();
      $(input).val(day).trigger("change");
    },
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && combobox.chooseActive())
      event.preventDefault();
  });
  market.follow(() => combobox.refresh());
}

/** All of them while the field shows one of them: somebody who opens the list wants to see the others. */
function choicesOf(listed: readonly ListedExpiry[], written: string): Choices {
  const typed = written.trim().toUpperCase();
  const isOneOfThem = listed.some(({ day }) => day === typed);
  const fitting = isOneOfThem ? listed : listed.filter(({ day }) => day.includes(typed));
  if (fitting.length === 0) return { groups: [] };
  const choices = fitting.map(({ day, expiry, strikes }) => ({
    value: day,
    chosen: day === typed,
    content: [
      element("span", { class: "coincall-choice-day" }, day),
      element("span", { class: "coincall-choice-when" }, weekdayAndDistance(expiry, Date.now())),
      element("span", { class: "coincall-choice-count" }, text("form.strikes", { count: strikes })),
      ...(day === typed ? [icon("check")] : []),
    ],
  }));
  return {
    groups: [{ heading: text("form.expiries"), choices }],
    best: isOneOfThem ? typed : choices[0]?.value,
  };
}

function offerCalendar(input: HTMLInputElement, form: HTMLElement): void {
  const button = form.querySelector<HTMLButtonElement>(".coincall-calendar");
  const picker = form.querySelector<HTMLInputElement>(".coincall-date");
  if (!button || !picker) return;
  button.addEventListener("click", () => {
    picker.value = toDatePicker(parseExpiry(input.value) ?? exampleExpiry(Date.now()));
    picker.min = toDatePicker(Date.now());
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    $(input).val(fromDatePicker(picker.value)).trigger("change");
  });
}
