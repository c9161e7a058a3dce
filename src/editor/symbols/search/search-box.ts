import { type Choices, Combobox } from "../../combobox";
import { text } from "../../texts";
import { pastedList } from "../written-symbols";

export interface SearchBoxOptions {
  choicesFor(query: string): Choices;
  /** Adds what a row stands for, or takes it away. */
  toggle(symbol: string): void;
  add(symbols: readonly string[]): void;
  removeLast(): void;
  /** The symbols that a text names; `undefined` if it is only good to search. */
  namedIn(written: string): readonly string[] | undefined;
  /** Keeps words that were left and name no symbol; empty where there are none. */
  keep(words: string): void;
}

/** The field in which symbols are typed, pasted and searched, with the list of what was found. */
export class SearchBox {
  readonly #input: HTMLInputElement;
  readonly #options: SearchBoxOptions;
  readonly #combobox: Combobox;
  /** Whether something was chosen by the words, which stay for the next choice. */
  #hasServed = false;

  constructor(input: HTMLInputElement, options: SearchBoxOptions) {
    this.#input = input;
    this.#options = options;
    this.#combobox = new Combobox(input, {
      label: text("form.found"),
      multiple: true,
      choicesFor: (query) => options.choicesFor(query),
      choose: (symbol) => this.#serve(() => options.toggle(symbol)),
      chooseAll: (symbols) => this.#serve(() => options.add(symbols)),
      end: () => this.#end(),
    });
    input.addEventListener("keydown", (event) => this.#obey(event));
    input.addEventListener("paste", (event) => this.#paste(event));
    input.addEventListener("input", () => this.#begin());
    input.addEventListener("blur", () => this.#leave());
  }

  focus(): void {
    this.#input.focus();
  }

  /** Draws what was found anew, if it is to be seen. */
  refresh(): void {
    this.#combobox.refresh();
  }

  /** Shows words again that were left in a form before. */
  show(words: string): void {
    this.#input.value = words;
  }

  #begin(): void {
    this.#hasServed = false;
    this.#options.keep("");
  }

  /** The words stay, and are marked, so that others that are typed take their place. */
  #serve(choose: () => void): void {
    this.#hasServed = true;
    this.#options.keep("");
    choose();
    this.#combobox.refresh();
    this.#input.select();
  }

  #end(): void {
    if (this.#hasServed) this.#clear();
  }

  #clear(): void {
    this.#input.value = "";
    this.#begin();
    this.#combobox.close();
  }

  /** Takes the symbols that the words name, or keeps the words. */
  #leave(): void {
    const words = this.#input.value.trim();
    if (this.#hasServed || words === "") this.#clear();
    else if (!this.#take(words)) this.#options.keep(words);
  }

  #take(words: string): boolean {
    const named = this.#options.namedIn(words);
    if (!named) return false;
    this.#options.add(named);
    this.#clear();
    return true;
  }

  #obey(event: KeyboardEvent): void {
    const { key } = event;
    if (event.isComposing) return;
    // Ctrl with Enter closes the form: what was typed must not be lost.
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.#leave();
      return;
    }
    if (key === "Backspace" && this.#input.value === "") this.#options.removeLast();
    else if (key === "Enter") this.#enter();
    else if (!/^[,;]$/.test(key) || !this.#take(this.#input.value)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #enter(): void {
    if (this.#input.value.trim() === "" && !this.#combobox.isOpen) this.#combobox.open();
    else if (!this.#combobox.chooseActive()) {
      // What is said of words that were not taken stands below them.
      this.#combobox.close();
      this.#leave();
    }
  }

  /** A list becomes chips at once; words go where the cursor is. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData("text") ?? "";
    if (this.#input.value !== "") return;
    const { namedIn } = this.#options;
    const list = namedIn(pasted) ?? pastedList(pasted, (word) => namedIn(word) !== undefined);
    if (!list) return;
    event.preventDefault();
    this.#options.add(list.flatMap((word) => namedIn(word) ?? word));
    this.#clear();
  }
}
