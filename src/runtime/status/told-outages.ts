import type { Node } from "node-red";
import type { Endpoint } from "../../protocol/channels";
import type { Outage } from "./outage-watch";

/** Under which name they are in the node's context. */
const NAME = "coincallOutages";

type Told = Readonly<Partial<Record<Endpoint, Outage>>>;

/** The outages that a node has told the beginning of and not the end, in its context: they outlast a deploy. */
export class ToldOutages {
  readonly #node: Node;
  #told: Told = {};

  constructor(node: Node) {
    this.#node = node;
  }

  /** There are none where the context can't be read. */
  async read(): Promise<Told> {
    this.#told = await new Promise((resolve) => {
      this.#node.context().get(NAME, (error: unknown, value: unknown) => resolve(error ? {} : toldIn(value)));
    });
    return this.#told;
  }

  /** @param outage `undefined` once its end was told */
  keep(endpoint: Endpoint, outage: Outage | undefined): void {
    this.#told = { ...this.#told, [endpoint]: outage };
    this.#node.context().set(NAME, this.#told, () => {});
  }
}

/** Flows can write into the context too. */
function toldIn(value: unknown): Told {
  const { options, futures } = Object(value) as Record<string, unknown>;
  return { ...partOf("options", options), ...partOf("futures", futures) };
}

function partOf(endpoint: Endpoint, value: unknown): Told {
  const { since, reason } = Object(value) as Record<string, unknown>;
  if (typeof since !== "number") return {};
  return { [endpoint]: { since, reason: typeof reason === "string" ? reason : undefined } };
}
