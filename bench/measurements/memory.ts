import { node } from "../../test/embedded/harness/flows";
import { inNodeRed } from "../contenders/contender";
import type { Exchange } from "../exchange/exchange";
import { optionNames } from "../exchange/names";
import type { Ring } from "../exchange/rings";
import { copies, paletteFlow } from "../flows";
import type { Measurement } from "../measurement";
import { GREEKS } from "../subjects";

const SUBSCRIPTIONS = 5_000;
const NODES = 1_000;
/** There before anything is counted, so that what is made only once is not. */
const FIRST_NODES = 10;
const RING: Ring = { of: "greeks", symbols: SUBSCRIPTIONS };
/** As many as there are different ones, so that each symbol has data. */
const FRAMES = 10_000;

/** Bytes of heap: of a subscription that has data, of an idle palette node, and of the least that any node costs. */
export const MEMORY: Measurement = {
  name: "memory",
  async round({ exchange }) {
    return {
      subscription: await subscriptionSize(exchange),
      node: await nodeSize(exchange, "coincall-greeks"),
      "any node": await nodeSize(exchange, "bench-sink"),
    };
  },
};

async function subscriptionSize(exchange: Exchange): Promise<number> {
  await exchange.prepare(RING);
  const names = optionNames(SUBSCRIPTIONS);
  const grown = await inNodeRed(async (nodeRed) => {
    const heapWith = async (symbols: readonly string[]) => {
      nodeRed.send("greeks", { action: "subscribe", symbols });
      await exchange.clientsBecome(1, symbols.length);
      await exchange.play(RING, FRAMES, GREEKS.pace);
      return (await nodeRed.memory()).heapUsed;
    };
    await nodeRed.deploy(paletteFlow(exchange.url, [node("coincall-greeks")]));
    const before = await heapWith(names.slice(0, 1));
    return (await heapWith(names)) - before;
  });
  await exchange.clientsBecome(0, 0);
  return grown / (SUBSCRIPTIONS - 1);
}

function nodeSize({ url }: Exchange, type: string): Promise<number> {
  return inNodeRed(async (nodeRed) => {
    const heapWith = async (count: number) => {
      await nodeRed.deploy(paletteFlow(url, copies(count, type, node(type))));
      return (await nodeRed.memory()).heapUsed;
    };
    const before = await heapWith(FIRST_NODES);
    return ((await heapWith(FIRST_NODES + NODES)) - before) / NODES;
  });
}
