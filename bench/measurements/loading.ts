import { Contender } from "../contenders/contender";
import type { Measurement } from "../measurement";
import { median } from "../statistics";

const STARTS = 5;

/**
 * Node-RED's own start, and that with the palette, in turn: ms until flows run, of those ms of the processor, and
 * bytes of the process then.
 */
export const LOADING: Measurement = {
  name: "loading",
  async round({ quick }) {
    const starts: Record<string, { took: number[]; cpu: number[]; rss: number[] }> = {
      without: { took: [], cpu: [], rss: [] },
      with: { took: [], cpu: [], rss: [] },
    };
    for (let start = 0; start < (quick ? 2 : STARTS); start += 1) {
      for (const [name, { took, cpu, rss }] of Object.entries(starts)) {
        const nodeRed = await Contender.nodeRed({ withPalette: name === "with" });
        took.push(nodeRed.start.took);
        cpu.push(nodeRed.start.cpu);
        rss.push((await nodeRed.memory()).rss);
        await nodeRed.stop();
      }
    }
    return Object.fromEntries(
      Object.entries(starts).flatMap(([name, { took, cpu, rss }]) => [
        [`${name} took`, median(took)],
        [`${name} cpu`, median(cpu)],
        [`${name} rss`, median(rss)],
      ]),
    );
  },
};
