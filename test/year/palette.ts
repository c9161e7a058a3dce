import { EventEmitter } from "node:events";
import type { Node, NodeAPI, NodeMessage } from "node-red";
import type { Connection } from "../../src/runtime/connection/connection";

/** A node of the palette as it stands in a flow. */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface PaletteEvents {
  sent(node: FlowNode, message: NodeMessage): void;
  error(node: FlowNode, error: Error): void;
}

type Construct = (this: Node, saved: FlowNode) => void;

/** As much of Node-RED as a node of the palette sees of it, with no editor, no tabs and no time of its own. */
export class Palette {
  readonly #types = new Map<string, Construct>();
  readonly #nodes = new Map<string, EventEmitter>();
  readonly #events = new EventEmitter();
  readonly #told: PaletteEvents;

  constructor(connection: Connection, told: PaletteEvents) {
    this.#told = told;
    const connectionNode = Object.assign(new EventEmitter(), {
      type: "coincall-connection",
      connection,
      join: () => {},
      leave: () => {},
    });
    this.#nodes.set("connection", connectionNode);
  }

  /** @param load a node's module, as Node-RED loads it */
  load(load: (RED: NodeAPI) => void): void {
    const RED = {
      _: (key: string) => key,
      events: this.#events,
      settings: {},
      nodes: {
        registerType: (type: string, construct: Construct) => this.#types.set(type, construct),
        createNode: (node: object, saved: FlowNode) => Object.assign(node, this.#members(saved)),
        getNode: (id: string) => this.#nodes.get(id) ?? null,
        eachNode: () => {},
      },
    };
    load(RED as unknown as NodeAPI);
  }

  start(flow: readonly FlowNode[]): void {
    for (const saved of flow) {
      const node = new EventEmitter();
      this.#nodes.set(saved.id, node);
      this.#types.get(saved.type)?.call(node as Node, { ...saved, connection: "connection" });
    }
    this.#events.emit("flows:started");
  }

  /** @returns what the node answers with */
  ask(id: string, message: object): Promise<NodeMessage | undefined> {
    return new Promise((resolve, reject) => {
      let answer: NodeMessage | undefined;
      const send = (sent: NodeMessage) => {
        answer = sent;
      };
      const done = (error?: Error) => (error ? reject(error) : resolve(answer));
      this.#nodes.get(id)?.emit("input", message, send, done);
    });
  }

  stop(): void {
    for (const node of this.#nodes.values()) node.emit("close", true, () => {});
  }

  #members(saved: FlowNode): object {
    const kept = new Map<string, unknown>();
    return {
      ...saved,
      send: (message: NodeMessage) => this.#told.sent(saved, message),
      error: (error: Error) => this.#told.error(saved, error),
      status: () => {},
      context: () => ({
        get: (name: string, done: (error: unknown, value: unknown) => void) =>
          done(undefined, kept.get(name)),
        set: (name: string, value: unknown, done: () => void) => {
          kept.set(name, value);
          done();
        },
      }),
    };
  }
}
