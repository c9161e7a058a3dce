import { node } from "../../test/embedded/harness/flows";
import { inNodeRed } from "../contenders/contender";
import { optionNames } from "../exchange/names";
import { paletteFlow } from "../flows";
import type { Measurement } from "../measurement";
import { GREEKS } from "../subjects";

const COUNTS = [1_000, 20_000];

/** How long it takes until so many symbols of one node are live, and the longest stall meanwhile; both in ms. */
export const SUBSCRIBING: Measurement = {
  name: "subscribing",
  async round({ exchange }) {
    const values: Record<string, number> = {};
    for (const count of COUNTS) {
      const symbols = optionNames(count).join();
      const { took, stall } = await inNodeRed(async (nodeRed) => {
        // The first deploy of a process is that of the engine too.
        await nodeRed.subscribe(
          paletteFlow(exchange.url, [node(GREEKS.node, { symbols: optionNames(1).join() })]),
          1,
        );
        return nodeRed.subscribe(paletteFlow(exchange.url, [node(GREEKS.node, { symbols })]), count);
      });
      await exchange.clientsBecome(0, 0);
      values[`${count} live, ms`] = took;
      values[`${count}, longest stall, ms`] = stall;
    }
    return values;
  },
};
