import type { Endpoint } from "../../protocol/channels";
import type { Instrument } from "../../protocol/symbols/instruments";
import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import { Market } from "./market";
import { endpointOf } from "./places";

/** The market that a form has chosen and, where it can choose, the other one: both are searched. */
export class Markets {
  readonly chosen: Market;
  readonly other: Market | undefined;
  readonly #node: EditorNode;
  readonly #listeners: (() => void)[] = [];
  #endpoint: Endpoint;

  constructor(node: EditorNode) {
    this.#node = node;
    this.chosen = new Market(node);
    this.other = field(node, "endpoint") && new Market(node, "other");
    this.#endpoint = this.endpoint;
  }

  get endpoint(): Endpoint {
    return endpointOf(currentValue(this.#node, "endpoint"));
  }

  /** What is listed; `undefined` while there is no list, and of a market that the node does not have. */
  listedOn(endpoint: Endpoint): readonly Instrument[] | undefined {
    return endpoint === this.endpoint ? this.chosen.instruments : this.other?.instruments;
  }

  /** Tells a listener whenever one of the lists or the choice has changed, and now. */
  follow(listener: () => void): void {
    this.#listeners.push(listener);
    this.chosen.follow(listener);
    this.other?.follow(listener);
  }

  /** Looks at what the form has chosen, and fetches the lists that are not fresh. */
  update(): void {
    void this.chosen.update();
    void this.other?.update();
    if (this.endpoint === this.#endpoint) return;
    this.#endpoint = this.endpoint;
    for (const listener of this.#listeners) listener();
  }

  /** Chooses the other market in the form. */
  turn(endpoint: Endpoint): void {
    const input = field(this.#node, "endpoint");
    if (input) $(input).val(endpoint).trigger("change");
  }
}
