import { element, icon } from "./elements";

/** One row of a list. */
export interface Choice {
  readonly value: string;
  readonly content: readonly (Node | string)[];
  /** Whether it is among what has been chosen. */
  readonly chosen: boolean;
}

export interface ChoiceGroup {
  readonly heading: string;
  readonly choices: readonly Choice[];
}

/** A row that stands for several at once. */
export interface AllChoices {
  readonly label: string;
  readonly values: readonly string[];
}

export interface Choices {
  readonly groups: readonly ChoiceGroup[];
  /** Below the rows. */
  readonly all?: AllChoices | undefined;
  /** The value of the row to begin at. */
  readonly best?: string | undefined;
  /** A line below the rows. */
  readonly note?: string | undefined;
}

export interface ComboboxOptions {
  /** What the list is called by a screen reader. */
  readonly label: string;
  /** Whether several can be chosen. */
  readonly multiple: boolean;
  choicesFor(query: string): Choices;
  choose(value: string): void;
  chooseAll?(values: readonly string[]): void;
  /** The list was closed with Escape. */
  end?(): void;
}

/**
 * A text field with a list below it, to be used by mouse and by keyboard alike: the combobox with a listbox of the
 * ARIA Authoring Practices. The focus stays in the field; `aria-activedescendant` says which row is meant.
 */
export class Combobox {
  readonly #input: HTMLInputElement;
  readonly #popup: HTMLElement;
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  readonly #options: ComboboxOptions;
  #active: HTMLElement | undefined;
  #all: readonly string[] = [];

  constructor(input: HTMLInputElement, options: ComboboxOptions) {
    this.#input = input;
    this.#options = options;
    const id = `${input.id}-list`;
    this.#list = element("div", {
      id,
      role: "listbox",
      "aria-label": options.label,
      "aria-multiselectable": String(options.multiple),
    });
    this.#note = element("div", { class: "coincall-popup-note", role: "status" });
    this.#popup = element("div", { class: "coincall-popup" }, this.#list, this.#note);
    this.#popup.hidden = true;
    input.after(this.#popup);
    describe(input, id);
    this.#listen();
  }

  get isOpen(): boolean {
    return !this.#popup.hidden;
  }

  open(): void {
    this.#popup.hidden = false;
    this.#draw();
  }

  close(): void {
    this.#popup.hidden = true;
    this.#activate(undefined);
    this.#input.setAttribute("aria-expanded", "false");
  }

  /** Draws the rows anew, if they are to be seen; who has gone to one of them stays there. */
  refresh(): void {
    if (!this.isOpen) return;
    const { scrollTop } = this.#list;
    const at = this.#active?.dataset.value;
    this.#draw();
    this.#list.scrollTop = scrollTop;
    const same = this.#rowOf(at);
    if (same) this.#activate(same);
  }

  #draw(): void {
    const { groups, best, all, note = "" } = this.#options.choicesFor(this.#input.value);
    this.#all = all?.values ?? [];
    this.#list.replaceChildren(
      ...groups.map((group, index) => this.#group(group, index)),
      ...(all ? [this.#allRow(all)] : []),
    );
    this.#list.hidden = groups.length === 0;
    this.#note.textContent = note;
    this.#popup.classList.toggle("coincall-popup-empty", groups.length === 0 && note === "");
    this.#input.setAttribute("aria-expanded", String(groups.length > 0));
    this.#activate(this.#rowOf(best));
  }

  /** Chooses the row that is meant. @returns whether there was one */
  chooseActive(): boolean {
    if (!this.isOpen || !this.#active) return false;
    this.#choose(this.#active);
    return true;
  }

  #choose(row: HTMLElement): void {
    this.#activate(row);
    const { value } = row.dataset;
    if (value !== undefined) {
      this.#options.choose(value);
      return;
    }
    this.#options.chooseAll?.(this.#all);
    // Enter, pressed once more, takes none of them away again.
    this.#activate(undefined);
  }

  #listen(): void {
    this.#input.addEventListener("input", () => this.open());
    this.#input.addEventListener("click", () => this.open());
    this.#input.addEventListener("blur", () => this.close());
    this.#input.addEventListener("keydown", (event) => this.#obey(event));
    // The focus stays in the field, or the list would close under the mouse.
    this.#popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", ({ target }) => {
      const row = (target as Element).closest<HTMLElement>("[role=option]");
      if (row) this.#choose(row);
    });
  }

  #obey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const steps = STEPS[event.key];
    if (steps !== undefined) {
      if (this.isOpen) this.#step(steps);
      else this.open();
    } else if (event.key === "Escape" && this.isOpen) {
      this.close();
      this.#options.end?.();
    } else return;
    // Node-RED moves nodes with the arrows.
    event.preventDefault();
    event.stopPropagation();
  }

  #step(steps: number): void {
    const rows = this.#rows();
    const at = this.#active ? rows.indexOf(this.#active) : -1;
    // The last row, which adds all, is one key away.
    const to = at <= 0 && steps < 0 ? rows.length - 1 : at + steps;
    this.#activate(rows[Math.min(Math.max(to, 0), rows.length - 1)]);
  }

  #activate(row: HTMLElement | undefined): void {
    this.#active?.classList.remove("coincall-active");
    this.#active = row;
    row?.classList.add("coincall-active");
    if (row) this.#input.setAttribute("aria-activedescendant", row.id);
    else this.#input.removeAttribute("aria-activedescendant");
    if (row) scrollTo(this.#list, row);
  }

  #rowOf(value: string | undefined): HTMLElement | undefined {
    return value === undefined ? undefined : this.#rows().find(({ dataset }) => dataset.value === value);
  }

  #rows(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  #group({ heading, choices }: ChoiceGroup, index: number): HTMLElement {
    const id = `${this.#list.id}-${index}`;
    const title = element("div", { id, class: "coincall-group-heading", role: "presentation" }, heading);
    const rows = choices.map(({ value, content, chosen }, row) =>
      element(
        "div",
        { id: `${id}-${row}`, role: "option", "aria-selected": String(chosen), "data-value": value },
        ...content,
      ),
    );
    return element("div", { role: "group", "aria-labelledby": id }, title, ...rows);
  }

  /** It stays in sight below the rows, which move behind it. */
  #allRow({ label }: AllChoices): HTMLElement {
    const attributes = { id: `${this.#list.id}-all`, role: "option", "aria-selected": "false" };
    return element("div", { ...attributes, class: "coincall-all" }, icon("plus"), ` ${label}`);
  }
}

/** Rows that a key goes down. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

function describe(input: HTMLInputElement, list: string): void {
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list);
  input.setAttribute("aria-expanded", "false");
}

/** As `scrollIntoView` does, but never moves the form around the list, nor a row behind the heading of its group. */
function scrollTo(list: HTMLElement, row: HTMLElement): void {
  if (row.matches(".coincall-all")) return;
  const above = row.offsetTop - list.scrollTop;
  const room = list.clientHeight - (list.querySelector<HTMLElement>(".coincall-all")?.offsetHeight ?? 0);
  const below = above + row.offsetHeight - room;
  const heading = row.offsetHeight;
  if (above - heading < 0) list.scrollTop += above - heading;
  else if (below > 0) list.scrollTop += below;
}
