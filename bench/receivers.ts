import { join } from "node:path";
import { node, type Properties } from "../test/embedded/harness/flows";
import { Contender } from "./contenders/contender";
import type { Exchange } from "./exchange/exchange";
import { afternoonFlow, copies, coreFlow, paletteFlow } from "./flows";
import type { Subject } from "./subjects";

/** One way to receive what an exchange sends. */
export interface Receiver {
  readonly name: string;
  /** Whether each frame becomes a message, or some of them more, or only the newest of an interval does, or none. */
  readonly takes: "all" | "more" | "latest" | "nothing";
  /** How many messages each of them becomes; a part where some frames of a ring become none. */
  readonly copies: number;
  /** A fresh process, connected and subscribed. */
  open(exchange: Exchange, subject: Subject): Promise<Contender>;
}

const BARE = join(__dirname, "contenders/bare.cjs");
const AFTERNOON_PALETTE = join(__dirname, "afternoon");
const READER = join(__dirname, "contenders/reader.cjs");

/** A `ws` client that does nothing with the frames, or only parses them. */
export function bare(does: "receive" | "parse"): Receiver {
  return {
    name: does,
    takes: "all",
    copies: 1,
    async open(exchange, { endpoint }) {
      const client = await Contender.client(BARE, [does, `${exchange.url}/${endpoint}`]);
      await exchange.clientsBecome(1, 0);
      return client;
    },
  };
}

/** A `ws` client that reads the frames as the palette does, and does nothing with what is in them. */
export const READ_ONCE: Receiver = {
  name: "read",
  takes: "all",
  copies: 1,
  async open(exchange, { endpoint, name }) {
    const client = await Contender.client(READER, [name, `${exchange.url}/${endpoint}`]);
    await exchange.clientsBecome(1, 0);
    return client;
  },
};

/** A flow of core nodes that makes the same messages. */
export const CORE_FLOW: Receiver = {
  name: "core",
  takes: "all",
  copies: 1,
  async open(exchange, { endpoint, mapping }) {
    const nodeRed = await Contender.nodeRed();
    await nodeRed.deploy(coreFlow(`${exchange.url}/${endpoint}`, mapping));
    await exchange.clientsBecome(1, 0);
    return nodeRed;
  },
};

/** The node that a good programmer would write in an afternoon, which keeps nothing alive and checks nothing. */
export const AFTERNOON: Receiver = {
  name: "afternoon",
  takes: "all",
  copies: 1,
  async open(exchange, { endpoint, name }) {
    const nodeRed = await Contender.nodeRed([AFTERNOON_PALETTE]);
    await nodeRed.deploy(afternoonFlow(`${exchange.url}/${endpoint}`, name));
    await exchange.clientsBecome(1, 0);
    return nodeRed;
  },
};

/** A node of this palette, or several that are alike. */
export function palette(name: string, properties: Properties = {}, count = 1): Receiver {
  const { emit } = properties;
  return {
    name,
    takes: emit === "latest" ? "latest" : "all",
    copies: count,
    async open(exchange, subject) {
      const nodeRed = await Contender.nodeRed();
      const nodes = copies(count, subject.node, {
        ...node(subject.node),
        ...subject.properties,
        ...properties,
      });
      await nodeRed.deploy(paletteFlow(exchange.url, nodes));
      await exchange.clientsBecome(1, subject.symbols);
      return nodeRed;
    },
  };
}

/** At most one message a symbol a second. */
export const LATEST: Properties = { emit: "latest", interval: 1000 };
