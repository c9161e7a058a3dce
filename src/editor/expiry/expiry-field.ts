import { listingOf } from "../../market/listing";
import { successorOf } from "../../market/rolling/successor";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { formatChain, underlyingOf } from "../../protocol/symbols/symbols";
import { Combobox } from "../combobox";
import { element } from "../elements";
import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import type { Market } from "../market/market";
import { vocabulary } from "../rolling/vocabulary";
import { momentInWords } from "../rolling/wording";
import { text } from "../texts";
import { exampleExpiry, fromDatePicker, toDatePicker } from "./days";
import { expiryChoices } from "./expiry-choices";
import { type ListedExpiry, listedExpiries } from "./listed-expiries";
import { expiryMeant, fittingExpiries } from "./meaning";
import { type ExpiryMarket, offeredExpiries, rollingExpiryOf, usualExpiries } from "./rolling-expiries";
import { dayAndDistance } from "./wording";

/** Says under the expiry which day it means, and offers those that roll, those that are listed, and a calendar. */
export function prepareExpiry(node: EditorNode, form: HTMLElement, market: Market): void {
  const input = field(node, "expiry");
  const hint = input?.closest(".form-row")?.querySelector<HTMLElement>(".coincall-day");
  if (!input || !hint) return;
  const known = new KnownExpiries(node, market);
  input.placeholder = "W";
  offerExpiries(input, market, known);
  offerCalendar(input, form);
  takeWords(input, known);
  const goOn = element("button", { type: "button", class: "red-ui-button red-ui-button-small" });
  goOn.addEventListener("click", () => {
    $(input).val(goOn.value).trigger("change");
    input.focus();
  });
  const line = element("div", { class: "coincall-hint coincall-going-on" }, goOn);
  hint.after(line);
  const explain = () => {
    const sentence = known.explanationOf(input.value);
    if (hint.textContent !== sentence) hint.textContent = sentence;
    const successor = successorIn(input.value);
    line.hidden = successor === "";
    goOn.value = successor;
    goOn.textContent = text("rolling.goOn", { name: successor });
  };
  $(form).on("change keyup input", explain);
  market.follow(explain);
}

/** `W` for a day to come that is a Friday. */
function successorIn(written: string): string {
  const expiry = parseExpiry(written);
  if (expiry === undefined || expiry < Date.now()) return "";
  return successorOf(formatChain("BTCUSD", expiry))?.split("-").at(-1) ?? "";
}

/** What the market tells of the expiries of the form's underlying. */
class KnownExpiries {
  readonly #node: EditorNode;
  readonly #market: Market;

  constructor(node: EditorNode, market: Market) {
    this.#node = node;
    this.#market = market;
  }

  get listed(): readonly ListedExpiry[] {
    return listedExpiries(this.#market.instruments ?? [], this.#underlying());
  }

  market(): ExpiryMarket {
    const { instruments } = this.#market;
    const underlying = this.#underlying();
    const own = instruments?.filter((each) => each.underlying === underlying);
    return {
      listing: own && listingOf(own),
      underlying,
      rollBefore: Number(currentValue(this.#node, "rollBefore")) || 0,
      now: Date.now(),
    };
  }

  /** As it is saved. */
  meant(written: string): string {
    return expiryMeant(written, this.listed, vocabulary(), Date.now());
  }

  explanationOf(typed: string): string {
    const written = this.meant(typed);
    const rolling = rollingExpiryOf(written, this.market());
    if (rolling?.expiry !== undefined && rolling.rollsAt !== undefined) {
      const day = dayAndDistance(rolling.expiry, Date.now());
      return text("rolling.expiryNow", { day, when: momentInWords(rolling.rollsAt, Date.now()) });
    }
    if (rolling) {
      const reason = text("unchosen.rollingExpiryUnlisted");
      return this.listed.length === 0 ? "" : text("rolling.nothing", { reason });
    }
    const expiry = parseExpiry(written);
    if (expiry === undefined) return written.trim() === "" ? text("form.expiryHint") : "";
    const day = text("form.expiryMeans", { day: dayAndDistance(expiry, Date.now()) });
    const isListed = this.listed.length === 0 || this.listed.some((each) => each.expiry === expiry);
    return isListed ? day : `${day} ${text("form.expiryUnlisted")}`;
  }

  /** The first one, as the chips have it. */
  #underlying(): string | undefined {
    const [first] = symbolsIn(String(currentValue(this.#node, "symbols") ?? ""));
    return first === undefined ? undefined : underlyingOf(first.replace(/-.*/, ""));
  }
}

function offerExpiries(input: HTMLInputElement, market: Market, known: KnownExpiries): void {
  const combobox: Combobox = new Combobox(input, {
    label: text("form.expiries"),
    multiple: false,
    choicesFor: (query) => choicesOf(known, query),
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
function choicesOf(known: KnownExpiries, written: string) {
  const typed = written.trim().toUpperCase();
  const { listed } = known;
  const market = known.market();
  const usual = usualExpiries(market);
  const isOneOfThem = [...listed.map(({ day }) => day), ...usual.map(({ word }) => word)].includes(typed);
  if (isOneOfThem) return expiryChoices(usual, listed, written);
  const fitting = fittingExpiries(written, listed, vocabulary(), market.now);
  return expiryChoices(offeredExpiries(written, vocabulary(), market), fitting, written);
}

/** `friday` and `27/12/2026` become what is saved once somebody leaves the field, or the form. */
function takeWords(input: HTMLInputElement, known: KnownExpiries): void {
  const take = () => {
    const meant = known.meant(input.value);
    if (meant !== input.value) $(input).val(meant).trigger("change");
  };
  input.addEventListener("blur", take);
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") take();
  });
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
