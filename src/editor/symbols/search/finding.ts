import type { Endpoint } from "../../../protocol/channels";
import type { Instrument } from "../../../protocol/symbols/instruments";
import type { Choices } from "../../combobox";
import { choosable } from "../../market/choosable";
import type { Markets } from "../../market/markets";
import { namesIn } from "../../market/marks";
import { marketsOf, otherThan } from "../../market/places";
import { text } from "../../texts";
import { choicesFor, withAll, withUnderlying } from "../choices";
import type { RollingPart } from "../rolling-part";
import { type Listing, namedIn, underlyingNamed } from "./taking";

/** Finds symbols by words in what both markets list, as far as the node can watch it, and among rolling names. */
export class Finding {
  readonly #type: string;
  readonly #markets: Markets;
  readonly #rolling: RollingPart;

  constructor(type: string, markets: Markets, rolling: RollingPart) {
    this.#type = type;
    this.#markets = markets;
    this.#rolling = rolling;
  }

  choicesFor(query: string, chips: readonly string[]): Choices {
    const chosen = new Set(chips);
    const market = this.#market();
    const { money } = this.#markets.chosen.prices;
    const found = this.#rolling.choicesFor(query, (words) =>
      market ? choicesFor(market, words, chosen, Date.now(), money) : { groups: [] },
    );
    const underlying = this.#underlyingIn(query);
    const choices = underlying === undefined ? found : withUnderlying(found, underlying);
    const noted = { ...choices, note: this.#noteFor(query, choices, market !== undefined) };
    return query.trim() === "" || underlying !== undefined ? noted : withAll(noted);
  }

  /** The symbols that a text names; `undefined` if one of its words names none that the node can watch. */
  namedIn(written: string): readonly string[] | undefined {
    return namedIn(written, this.#type, this.#listing);
  }

  /** Whether words name an underlying, where the node watches options only. */
  isUnderlyingOnly(words: string): boolean {
    const underlying = this.#underlyingIn(words);
    return underlying !== undefined && marketsOf(underlying, this.#type).length === 0;
  }

  /** Of a symbol that both markets have, the chosen one's counts. */
  #market(): readonly Instrument[] | undefined {
    const { endpoint } = this.#markets;
    const lists = [endpoint, otherThan(endpoint)].map((each) => this.#watchable(each));
    if (lists.every((list) => list === undefined)) return undefined;
    const [chosen = [], other = []] = lists;
    const names = new Set(chosen.map(({ symbol }) => symbol));
    return [...chosen, ...other.filter(({ symbol }) => !names.has(symbol))];
  }

  #watchable(endpoint: Endpoint): readonly Instrument[] | undefined {
    const listed = this.#markets.listedOn(endpoint);
    return listed && choosable(this.#type, endpoint, listed);
  }

  #noteFor(query: string, { groups, note }: Choices, isListed: boolean): string | undefined {
    if (this.isUnderlyingOnly(query)) return text("picking.addToUnderlying");
    if (groups.length > 0 || !isListed) return note;
    return this.namedIn(query) ? text("form.nothingFits") : text("picking.nothingFound");
  }

  #underlyingIn(words: string): string | undefined {
    const known = [...(this.#listing("options") ?? []), ...(this.#listing("futures") ?? [])];
    return underlyingNamed(words, known);
  }

  readonly #listing: Listing = (endpoint) => {
    const listed = this.#markets.listedOn(endpoint);
    return listed && namesIn(listed);
  };
}
