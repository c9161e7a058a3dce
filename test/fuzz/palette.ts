import { EventEmitter } from "node:events";
import { util } from "@node-red/util";
import type { Node, NodeAPI } from "node-red";
import alert from "../../nodes/alert";
import balance from "../../nodes/balance";
import greeks from "../../nodes/greeks";
import kline from "../../nodes/kline";
import optionChain from "../../nodes/option-chain";
import orderBook from "../../nodes/order-book";
import spot from "../../nodes/spot";
import status from "../../nodes/status";
import trades from "../../nodes/trades";
import { registerConnectionNode } from "../../src/runtime/connection/connection-node";

const PALETTE = [
  registerConnectionNode,
  alert,
  balance,
  greeks,
  kline,
  optionChain,
  orderBook,
  spot,
  status,
  trades,
];

type Saved = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** What a node did: sent a message, showed a status, reported an error. */
export interface Deeds {
  sent(node: string, message: object): void;
  shown(node: string, text: string): void;
}

/**
 * The palette's nodes in as little of a Node-RED as they need, so that a million messages can be looked at: in the
 * process of the test, with nothing between `node.send` and whoever looks.
 */
export class Palette {
  readonly #types = new Map<string, (this: Node, saved: Saved) => void>();
  readonly #nodes = new Map<string, FakeNode>();
  #flow: readonly Saved[] = [];
  readonly #deeds: Deeds;
  readonly #RED: NodeAPI;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
    const nodes = {
      registerType: (type: string, construct: (this: Node, saved: Saved) => void) =>
        this.#types.set(type, construct),
      createNode: (node: FakeNode, { id, type, credentials }: Saved) => {
        node.id = id;
        node.type = type;
        node.credentials = credentials;
        this.#nodes.set(id, node);
      },
      getNode: (id: string) => this.#nodes.get(id) ?? null,
      eachNode: (look: (saved: Saved) => void) => this.#flow.forEach(look),
    };
    const admin = {
      auth: { needsPermission: () => () => {} },
      httpAdmin: { get: () => {}, post: () => {} },
    };
    const RED = { nodes, util, ...admin, settings: {}, events: new EventEmitter(), _: (key: string) => key };
    this.#RED = RED as unknown as NodeAPI;
    for (const register of PALETTE) register(this.#RED);
  }

  deploy(flow: readonly Saved[]): void {
    this.#flow = flow;
    for (const saved of flow) {
      const construct = this.#types.get(saved.type);
      if (!construct) throw new Error(`There is no type ${saved.type}.`);
      construct.call(new FakeNode(this.#deeds) as unknown as Node, saved);
    }
    this.#RED.events.emit("flows:started");
  }

  /** Gives a node a message. */
  receive(id: string, message: object): void {
    const send = (answer: object) => this.#deeds.sent(id, answer);
    this.#nodes.get(id)?.emit("input", message, send, () => {});
  }

  node(id: string): unknown {
    return this.#nodes.get(id);
  }

  close(): void {
    for (const node of this.#nodes.values()) node.emit("close", true, () => {});
    this.#nodes.clear();
  }
}

class FakeNode extends EventEmitter {
  id = "";
  type = "";
  credentials: unknown;
  readonly #deeds: Deeds;

  constructor(deeds: Deeds) {
    super();
    this.#deeds = deeds;
  }

  /** One that forgets. */
  context() {
    const answer = (...args: unknown[]) => (args.at(-1) as (error?: unknown) => void)();
    return { get: answer, set: answer };
  }

  send(message: object): void {
    this.#deeds.sent(this.id, message);
  }

  status({ text = "" }: { text?: string }): void {
    this.#deeds.shown(this.id, text);
  }

  error(error: unknown): void {
    this.#deeds.shown(this.id, String(error));
  }
}
