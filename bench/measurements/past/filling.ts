import { node } from "../../../test/embedded/harness/flows";
import { inNodeRed } from "../../contenders/contender";
import { optionNames } from "../../exchange/names";
import { paletteFlow } from "../../flows";
import type { Measurement } from "../../measurement";

const SYMBOLS = 1_000;
/** Of those who have no patience. */
const FEWER = 100;
/** Minutes of the market: so many candles of each symbol. */
const MISSED = 5;
/** Calls of REST that history gets in a window of so many ms. */
const CALLS = 8;
const WINDOW = 2_100;
/** Times as long as it has to take, after which it never will be. */
const PATIENCE = 2;

/** From a cut until the candles of all symbols are whole, and what the calls alone take at their pace; both in ms. */
export const FILLING: Measurement = {
  name: "filling",
  rounds: 1,
  async round({ exchange, quick }) {
    const count = quick ? FEWER : SYMBOLS;
    const pace = (Math.ceil(count / CALLS) - 1) * WINDOW;
    const candles = node("coincall-kline", { symbols: optionNames(count).join(), fill: true });
    const took = await inNodeRed(async (nodeRed) => {
      await nodeRed.subscribe(paletteFlow(exchange.url, [candles]), count);
      await nodeRed.begin();
      const began = performance.now();
      exchange.cut(MISSED);
      // Each candle that was missed, and the one that is open then.
      await nodeRed.takes(count * (MISSED + 1), PATIENCE * pace + WINDOW);
      return performance.now() - began;
    });
    await exchange.clientsBecome(0, 0);
    return { "whole, ms": took, "its calls alone, ms": pace };
  },
};
