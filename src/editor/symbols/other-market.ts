import type { Endpoint } from "../../protocol/channels";
import { element, icon } from "../elements";
import { text } from "../texts";

/** A button below the symbols that chooses the other market, where some of them are on that. */
export class OtherMarket {
  readonly line: HTMLElement;
  readonly #button = element("button", { type: "button", class: "red-ui-button red-ui-button-small" });

  constructor(turn: () => void) {
    this.line = element("div", { class: "coincall-hint coincall-other-market" }, this.#button);
    this.line.hidden = true;
    this.#button.addEventListener("click", turn);
  }

  /** @param market the one that the button chooses; `undefined` where none is needed */
  show(market: Endpoint | undefined): void {
    this.line.hidden = market === undefined;
    if (market === undefined) return;
    const words = text("picking.switchMarket", { market: marketInWords(market) });
    this.#button.replaceChildren(icon("random"), ` ${words}`);
  }
}

export function marketInWords(market: Endpoint): string {
  return market === "futures" ? text("endpoint.futures") : text("endpoint.options");
}
