import { underlyingOf } from "../../protocol/symbols/symbols";
import type { Choices } from "../combobox";
import type { EditorNode } from "../form/editor-node";
import { underlyingsOf } from "../market/choosable";
import type { Markets } from "../market/markets";
import { Builder } from "../rolling/builder";
import { GoingOn } from "../rolling/going-on";
import { offerFor, USUAL_UNDERLYINGS } from "../rolling/offers";
import { Standings } from "../rolling/standings";
import { takesRolling } from "../rolling/takes";
import { withRolling } from "./choices";

/** ms until it is asked again what rolling names are. */
const AGAIN = 30_000;

export interface SymbolsBeside {
  chips(): readonly string[];
  change(chips: readonly string[]): void;
  /** Something more is known of rolling names. */
  retell(): void;
}

/** What the symbols field has for rolling options, where the node takes them. */
export class RollingPart {
  readonly standings: Standings;
  readonly #type: string;
  readonly #markets: Markets;
  readonly #symbols: SymbolsBeside;
  readonly #goingOn: GoingOn;
  readonly #builder: Builder;

  constructor(node: EditorNode, markets: Markets, symbols: SymbolsBeside) {
    this.#type = String(node.type);
    this.#markets = markets;
    this.#symbols = symbols;
    this.standings = new Standings(node);
    this.#goingOn = new GoingOn((names) => {
      symbols.change([...new Set(symbols.chips().map((chip) => names.get(chip) ?? chip))]);
    });
    this.#builder = new Builder({
      standings: this.standings,
      underlyings: () => [...new Set([...this.#likely(), ...this.#listed(), ...USUAL_UNDERLYINGS])],
      add: (name) => symbols.change([...new Set([...symbols.chips(), name])]),
    });
    this.standings.follow(() => symbols.retell());
  }

  get #isTaken(): boolean {
    return takesRolling(this.#type, this.#markets.endpoint);
  }

  prepare(row: HTMLElement): void {
    row.querySelector(".coincall-tally")?.after(this.#builder.line, this.#builder.panel);
    row.querySelector(".coincall-market")?.after(this.#goingOn.line);
    const form = row.closest("form");
    // How a name is followed can change what it is.
    if (form) $(form).on("change", () => this.#symbols.retell());
    const clock = setInterval(() => {
      if (row.isConnected) this.#symbols.retell();
      else clearInterval(clock);
    }, AGAIN);
  }

  show(): void {
    this.#builder.allow(this.#isTaken);
    this.#goingOn.show(this.#isTaken ? this.#symbols.chips() : [], Date.now());
  }

  /**
   * What is found of those which the node takes, on the other market too.
   *
   * @param search what is listed, for a query
   */
  choicesFor(query: string, search: (query: string) => Choices): Choices {
    if (!takesRolling(this.#type, "options")) return search(query);
    const offer = offerFor(query, this.#listed(), this.#likely());
    return withRolling(search(offer.rest), offer, new Set(this.#symbols.chips()), this.standings);
  }

  /** The underlyings of the options that are chosen. */
  #likely(): readonly string[] {
    const options = this.#symbols.chips().filter((chip) => chip.includes("-"));
    return [...new Set(options.map((chip) => underlyingOf(chip.replace(/-.*/, ""))))];
  }

  #listed(): readonly string[] {
    return underlyingsOf(this.#markets.listedOn("options") ?? []).map(({ symbol }) => symbol);
  }
}
