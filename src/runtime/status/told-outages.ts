import type { Node } from "node-red";
import type { Endpoint } from "../../protocol/channels";
import type { Outage } from "./outage-watch";

/** Under which name they are in the node's context. */
const NAME = "coincallOutages";

type Told = Readonly<Partial<Record<Endpoint, Outage>>>;

/** Of all nodes, by id: unless a store is configured, Node-RED forgets a node's context with every deploy. */
const TOLD = new Map<string, Told>();

/**
 * The outages that a node has told the beginning of and not the end. They outlast a deploy, and a restart where
 * Node-RED keeps the context.
 */
export class ToldOutages {
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  /** There are none where the context can't be read. */
  async read(): Promise<Told> {
    const told = TOLD.get(this.#node.id) ?? (await this.#kept());
    TOLD.set(this.#node.id, told);
    return told;
  }

  /** @param outage `undefined` once its end was told */
  keep(endpoint: Endpoint, outage: Outage | undefined): void {
    const told = { ...TOLD.get(this.#node.id), [endpoint]: outage };
    TOLD.set(this.#node.id, told);
    this.#node.context().set(NAME, told, () => {});
  }

  /** Its node is no more. */
  forget(): void {
    TOLD.delete(this.#node.id);
  }

  #kept(): Promise<Told> {
    return new Promise((resolve) => {
      this.#node.context().get(NAME, (error: unknown, value: unknown) => resolve(error ? {} : toldIn(value)));
    });
  }
}

/** Flows can write into the context too. */
function toldIn(value: unknown): Told {
  const { options, futures } = Object(value) as Record<string, unknown>;
  return { ...partOf("options", options), ...partOf("futures", futures) };
}

function partOf(endpoint: Endpoint, value: unknown): Told {
  const { since, reason } = Object(value) as Record<string, unknown>;
  if (typeof since !== "number" || !Number.isFinite(since)) return {};
  return { [endpoint]: { since, reason: typeof reason === "string" ? reason : undefined } };
}
