import type { Figures } from "../measurement";
import { median } from "../statistics";
import { shown, table } from "../table";

const MICROSECONDS = 1_000_000;
/** What a core of each does in the time in which one of the machine of the run does 1: an assumption, see the document. */
const CORES = { "this machine": 1, "Raspberry Pi 5": 1 / 2, "Raspberry Pi 4": 1 / 5 };
/** What one core is to spare for it: flows, and Node-RED itself, want some too. */
const SHARE = 0.5;

const LOADS = [
  { measurement: "greeks", variant: "every", label: "Greeks, every update" },
  { measurement: "greeks", variant: "latest", label: "Greeks, `latest` once a second" },
  { measurement: "orderBook", variant: "every", label: "books, every update, 100 levels" },
  { measurement: "orderBook", variant: "depth 10", label: "books, every update, 10 levels" },
  { measurement: "orderBook", variant: "latest", label: "books, `latest` once a second" },
  { measurement: "optionChain", variant: "every", label: "chains of 200 rows, every update" },
  { measurement: "optionChain", variant: "latest", label: "chains of 200 rows, `latest` once a second" },
];

/** Frames a second that half a core carries. */
export function capacityTable(figures: Figures): string {
  const rows = LOADS.map(({ measurement, variant, label }) => {
    const cost = median(figures[measurement]?.[variant] ?? []);
    return [label, ...Object.values(CORES).map((speed) => rounded((MICROSECONDS / cost) * SHARE * speed))];
  });
  return table(["frames a second on half a core", ...Object.keys(CORES)], rows);
}

/** Two digits: more would say more than is known. */
function rounded(value: number): string {
  return shown(Number(value.toPrecision(2))).replace(/\.0+$/, "");
}
