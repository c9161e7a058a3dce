import { parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import { element, icon } from "../elements";
import { text } from "../texts";
import { amount, EXPIRIES, type Measure, STRIKES, select } from "./builder-parts";
import type { Standings } from "./standings";
import { nowInWords, problemInWords } from "./wording";

const ID = "coincall-builder";

export interface BuilderOptions {
  readonly standings: Standings;
  /** To choose from, the likeliest first. */
  underlyings(): readonly string[];
  add(name: string): void;
}

/** A rolling option put together of its parts, for who does not type: a button, and a panel that it opens. */
export class Builder {
  readonly #button: HTMLButtonElement;
  /** With the button in it. */
  readonly line: HTMLElement;
  readonly panel: HTMLElement;
  readonly #options: BuilderOptions;
  readonly #underlying = select(`${ID}-underlying`, []);
  readonly #expiry = amount(`${ID}-expiry`, EXPIRIES);
  readonly #strike = amount(`${ID}-strike`, STRIKES);
  readonly #right = select(`${ID}-right`, [
    ["C", text("form.call")],
    ["P", text("form.put")],
  ]);
  readonly #name = element("strong");
  readonly #now = element("span");
  readonly #add = element("button", { type: "button", class: "red-ui-button primary" }, text("rolling.add"));

  constructor(options: BuilderOptions) {
    this.#options = options;
    this.#button = element(
      "button",
      {
        type: "button",
        class: "red-ui-button red-ui-button-small",
        "aria-expanded": "false",
        "aria-controls": ID,
      },
      icon("refresh"),
      ` ${text("rolling.build")}`,
    );
    const close = element("button", { type: "button", class: "red-ui-button" }, text("rolling.close"));
    this.panel = element(
      "div",
      { id: ID, class: "coincall-builder", role: "group", "aria-label": text("rolling.build") },
      ...row("underlying", this.#underlying),
      ...row("expiry", ...this.#expiry.elements),
      ...row("strike", ...this.#strike.elements),
      ...row("right", this.#right),
      element("div", { class: "coincall-built", role: "status" }, this.#name, this.#now),
      element("div", { class: "coincall-builder-foot" }, this.#add, close),
    );
    this.panel.hidden = true;
    this.line = element("div", { class: "coincall-build" }, this.#button);
    this.#button.addEventListener("click", () => this.#toggle(this.panel.hidden === true));
    close.addEventListener("click", () => this.#leave());
    this.#add.addEventListener("click", () => this.#take());
    this.panel.addEventListener("input", () => this.#show());
    this.panel.addEventListener("keydown", (event) => this.#obey(event));
    options.standings.follow(() => this.#show());
  }

  /** Shows the button where the node takes rolling options. */
  allow(isAllowed: boolean): void {
    this.line.hidden = !isAllowed;
    if (!isAllowed) this.#toggle(false);
  }

  #toggle(isOpen: boolean): void {
    this.panel.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    const chosen = this.#underlying.value;
    this.#underlying.replaceChildren(
      ...this.#options.underlyings().map((each) => element("option", { value: each }, each)),
    );
    if (this.#options.underlyings().includes(chosen)) this.#underlying.value = chosen;
    this.#show();
    this.#underlying.focus();
  }

  #leave(): void {
    this.#toggle(false);
    this.#button.focus();
  }

  #take(): void {
    const name = this.#built();
    if (isProblem(parseRollingOption(name))) return;
    this.#toggle(false);
    this.#options.add(name);
  }

  #built(): string {
    return [this.#underlying.value, this.#expiry.word(), this.#strike.word(), this.#right.value].join("-");
  }

  /** The name, and what it is now or what is wrong with it. */
  #show(): void {
    if (this.panel.hidden) return;
    const name = this.#built();
    const rule = parseRollingOption(name);
    const isWrong = isProblem(rule);
    this.#add.disabled = isWrong;
    this.#name.textContent = isWrong ? "" : name;
    this.#now.textContent = isWrong
      ? problemInWords(rule)
      : nowInWords(name, this.#options.standings.of(name));
    this.#now.classList.toggle("coincall-wrong", isWrong);
  }

  #obey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") this.#leave();
    else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) this.#take();
    else return;
    event.preventDefault();
    // Node-RED closes a form with Escape.
    event.stopPropagation();
  }
}

function row(field: Measure | "underlying" | "right", ...controls: readonly HTMLElement[]): HTMLElement[] {
  const label = element("label", { for: `${ID}-${field}` }, LABELS[field]());
  return [label, element("div", {}, ...controls)];
}

const LABELS = {
  underlying: () => text("fields.underlying"),
  expiry: () => text("fields.expiry"),
  strike: () => text("fields.strike"),
  right: () => text("fields.right"),
} as const;
