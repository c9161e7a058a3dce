import { successorOf } from "../../market/rolling/successor";
import { parseOption } from "../../protocol/symbols/symbols";
import { element } from "../elements";
import { text } from "../texts";
import { momentInWords } from "./wording";

/** An option that is chosen by its day, and the rolling name that would go on. */
interface Dated {
  readonly symbol: string;
  /** ms since 1970. */
  readonly expiry: number;
  readonly successor: string;
}

/** What the hover over an option says: when it ends, and what would go on; empty for all else. */
export function endInWords(symbol: string, now: number): string {
  const dated = datedOption(symbol, now);
  if (!dated) return "";
  const ends = text("rolling.ends", { symbol, when: momentInWords(dated.expiry, now) });
  return `${ends} ${text("rolling.successor", { name: dated.successor })}`;
}

/**
 * A line that says when options end that are chosen by their day, with a button that puts rolling names in their place.
 */
export class GoingOn {
  readonly line: HTMLElement;
  readonly #words = element("span", { role: "status" });
  readonly #button = element("button", { type: "button", class: "red-ui-button red-ui-button-small" });
  #replacement: ReadonlyMap<string, string> = new Map();

  /** @param replace is told the rolling name for each symbol */
  constructor(replace: (names: ReadonlyMap<string, string>) => void) {
    this.line = element("div", { class: "coincall-hint coincall-going-on" }, this.#words, " ", this.#button);
    this.line.hidden = true;
    this.#button.addEventListener("click", () => replace(this.#replacement));
  }

  show(symbols: readonly string[], now: number): void {
    const dated = symbols.flatMap((symbol) => datedOption(symbol, now) ?? []);
    this.#replacement = new Map(dated.map(({ symbol, successor }) => [symbol, successor]));
    const [first] = dated.toSorted((one, other) => one.expiry - other.expiry);
    this.line.hidden = first === undefined;
    if (!first) return;
    const when = momentInWords(first.expiry, now);
    const isOne = dated.length === 1;
    this.#words.textContent = isOne
      ? text("rolling.ends", { symbol: first.symbol, when })
      : text("rolling.endsSeveral", { count: dated.length.toLocaleString(RED.i18n.lang()), when });
    this.#button.textContent = isOne
      ? text("rolling.goOn", { name: first.successor })
      : text("rolling.goOnAll");
  }
}

function datedOption(symbol: string, now: number): Dated | undefined {
  const option = parseOption(symbol);
  const successor = successorOf(symbol);
  if (!option || successor === undefined || option.expiry <= now) return undefined;
  return { symbol, expiry: option.expiry, successor };
}
