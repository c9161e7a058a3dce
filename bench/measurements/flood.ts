import { type FlowNode, node } from "../../test/embedded/harness/flows";
import { inNodeRed } from "../contenders/contender";
import { optionNames } from "../exchange/names";
import { MIXED_SYMBOLS, type Ring } from "../exchange/rings";
import { paletteFlow } from "../flows";
import type { Measurement } from "../measurement";
import { LATEST } from "../receivers";
import { BOOK, CHAIN, GREEKS } from "../subjects";

const RING: Ring = { of: "mixed" };
const RATE = 20_000;
/** Never waits for the receiver: that is what makes it a flood. */
const PACE = { rate: RATE, burst: 100, patient: false };
const SUBSCRIPTIONS = MIXED_SYMBOLS + 2;
const CONNECTIONS = 2;
const WARM_UP = 1;
/** In which each symbol has its turn. */
const LEAST_SECONDS = 1.5;

/** 20,000 mixed frames a second at `latest`: the event loop's delay, p99 in ms, and the frames a second that came through. */
export const FLOOD: Measurement = {
  name: "flood",
  async round({ exchange, duration }) {
    const seconds = Math.max(LEAST_SECONDS, duration.seconds);
    await exchange.prepare(RING);
    const values = await inNodeRed(async (nodeRed) => {
      await nodeRed.deploy(flow(exchange.url));
      await exchange.clientsBecome(CONNECTIONS, SUBSCRIPTIONS);
      await exchange.play(RING, RATE * WARM_UP, PACE);
      await nodeRed.begin({ watchLateness: true });
      const { took } = await exchange.play(RING, RATE * seconds, PACE);
      const { late, taken } = await nodeRed.end();
      if (taken < SUBSCRIPTIONS) throw new Error(`Only ${taken} messages came out of a flood.`);
      return { "delay p99": late, "frames a second": (RATE * seconds) / (took / 1000) };
    });
    await exchange.clientsBecome(0, 0);
    return values;
  },
};

function flow(url: string): FlowNode[] {
  return paletteFlow(url, [
    node(GREEKS.node, { symbols: optionNames(MIXED_SYMBOLS).join(), ...LATEST }),
    node(BOOK.node, { ...BOOK.properties, ...LATEST }),
    node(CHAIN.node, { ...CHAIN.properties, ...LATEST }),
  ]);
}
