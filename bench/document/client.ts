import type { Figures } from "../measurement";
import { median } from "../statistics";
import { shown, table } from "../table";

/** Receivers of the measurement, and what they are called. */
const CLIENTS = {
  "bybit-api": "bybit-api, with its own book",
  every: "this palette, every update, with ours",
};

/** What a kB of a book costs another exchange's client and this palette, with books of one size. */
export function clientTable({ kilobyte = {} }: Figures): string {
  const rows = Object.entries(CLIENTS).map(([receiver, label]) => {
    const costs = kilobyte[receiver] ?? [];
    return [
      label,
      shown(median(kilobyte[`${receiver} bytes`] ?? [])),
      shown(median(costs)),
      `${shown(Math.min(...costs))} – ${shown(Math.max(...costs))}`,
    ];
  });
  return table(["", "bytes a frame", "µs a kB", "spread"], rows);
}
