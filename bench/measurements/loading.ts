import { Contender } from "../contenders/contender";
import type { Measurement, Values } from "../measurement";
import { median } from "../statistics";

const STARTS = 10;

/** One start: ms until flows run, of those ms of the processor, and bytes of the process then. */
export interface Started {
  readonly took: number;
  readonly cpu: number;
  readonly rss: number;
}

/** Node-RED's own starts, and those with the palette, in turn, so that a slow moment of the machine is slow for both. */
export const LOADING: Measurement = {
  name: "loading",
  async round({ quick }) {
    const without: Started[] = [];
    const withPalette: Started[] = [];
    for (let start = 0; start < (quick ? 2 : STARTS); start += 1) {
      without.push(await startNodeRed(false));
      withPalette.push(await startNodeRed(true));
    }
    return { ...startValues("without it", without), ...startValues("with it", withPalette) };
  },
};

/**
 * The quickest of some starts: whatever else a machine does can only hold a start up, so that is the one which was held up
 * least. Bytes go either way, and are the median.
 */
export function startValues(name: string, starts: readonly Started[]): Values {
  return {
    [`${name}, ms`]: Math.min(...starts.map(({ took }) => took)),
    [`${name}, ms of the processor`]: Math.min(...starts.map(({ cpu }) => cpu)),
    [`${name}, bytes`]: median(starts.map(({ rss }) => rss)),
  };
}

async function startNodeRed(withPalette: boolean): Promise<Started> {
  const nodeRed = await (withPalette ? Contender.nodeRed() : Contender.nodeRed([]));
  const { rss } = await nodeRed.memory();
  await nodeRed.stop();
  return { ...nodeRed.start, rss };
}
