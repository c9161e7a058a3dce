import type { Endpoint } from "../../protocol/channels";
import type { Instrument } from "../../protocol/symbols/instruments";
import { connectionValues } from "../connection/values";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { get, type Refusal } from "../server";
import { endpointOf, otherThan } from "./places";
import { Prices } from "./prices";

/** What is known of the market that a form is about. */
export type MarketState =
  | { readonly name: "unchosen" }
  | { readonly name: "asking" }
  | { readonly name: "listed"; readonly instruments: readonly Instrument[]; readonly fetchedAt: number }
  | { readonly name: "silent"; readonly reason: string };

type Listed = Extract<MarketState, { name: "listed" }>;

const UNCHOSEN: MarketState = { name: "unchosen" };

/** ms. The server asks the exchange again as often. */
const FRESH_FOR = 10 * 60_000;

/** The lists that were fetched since the editor was opened, by what was asked. */
const lists = new Map<string, Listed>();

/** The market of the connection and the endpoint that a form has chosen, or of the other endpoint. */
export class Market {
  readonly prices = new Prices(() => this.#connection());
  readonly #node: EditorNode;
  readonly #which: "chosen" | "other";
  readonly #listeners: ((state: MarketState) => void)[] = [];
  #state: MarketState = UNCHOSEN;
  #asked = "";

  constructor(node: EditorNode, which: "chosen" | "other" = "chosen") {
    this.#node = node;
    this.#which = which;
  }

  get state(): MarketState {
    return this.#state;
  }

  get endpoint(): Endpoint {
    const chosen = endpointOf(currentValue(this.#node, "endpoint"));
    return this.#which === "chosen" ? chosen : otherThan(chosen);
  }

  get instruments(): readonly Instrument[] | undefined {
    return this.#state.name === "listed" ? this.#state.instruments : undefined;
  }

  /** Tells a listener the present state, and every other from now on. */
  follow(listener: (state: MarketState) => void): void {
    this.#listeners.push(listener);
    listener(this.#state);
  }

  /**
   * Looks at what the form has chosen, and fetches its list unless there is a fresh one.
   *
   * @param refresh has the exchange asked again in any case
   */
  async update(refresh = false): Promise<void> {
    const connection = this.#connection();
    if (!connection) return this.#become("", UNCHOSEN);
    const question = { ...connection, endpoint: this.endpoint };
    const name = JSON.stringify(question);
    const known = lists.get(name);
    if (!refresh && known && Date.now() - known.fetchedAt < FRESH_FOR) return this.#become(name, known);
    if (!refresh && name === this.#asked && this.#state.name === "asking") return;
    this.#become(name, { name: "asking" });
    const state = await fetchList({ ...question, ...(refresh ? { refresh: "1" } : {}) });
    if (state.name === "listed") lists.set(name, state);
    // Another connection may have been chosen meanwhile.
    if (name === this.#asked) this.#become(name, state);
  }

  #connection(): Readonly<Record<string, string>> | undefined {
    return connectionValues(String(currentValue(this.#node, "connection") ?? ""));
  }

  #become(name: string, state: MarketState): void {
    this.#asked = name;
    // Forms change often. What is drawn anew without need loses the focus.
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

async function fetchList(question: Readonly<Record<string, string>>): Promise<MarketState> {
  try {
    const { body, age } = await get<Instrument[]>("coincall/instruments", question);
    return { name: "listed", instruments: body, fetchedAt: Date.now() - age };
  } catch (refusal) {
    return { name: "silent", reason: (refusal as Refusal).message };
  }
}
