import { judge } from "./goals";
import type { Results } from "./results";
import { figureTable, goalTable } from "./table";

/** Measurements in µs a frame, and what they are called. */
export const COSTS = {
  greeks: "Greeks",
  orderBook: "book of 100 levels",
  optionChain: "chain of 200 rows",
  symbols: "Greeks, by symbols",
  nodes: "book, by nodes",
  depth: "book, by levels kept",
  unwanted: "wanted by nobody",
  rolling: "rolling names",
  made: "candles of trades",
  remembering: "a message, remembered or not",
};

/** Measurements in µs a message that a flow sends itself. */
export const MESSAGES = { alert: "alerts" };

/** What else is measured. */
export const OTHERS = {
  subscribing: "many symbols of one node",
  filling: "a cut of many symbols",
  choice: "a rolling name, bytes and µs",
  topic: "a topic of an alert, bytes",
  memory: "memory, bytes",
  loading: "loading the palette",
  delay: "delay, ms",
  flood: "flood, ms and frames a second",
  dependencies: "dependencies",
};

/** A run as the terminal shows it. */
export function report({ circumstances, figures }: Results): string {
  const verdicts = judge(figures);
  const met = verdicts.filter((verdict) => verdict.met).length;
  return [
    Object.entries(circumstances)
      .map(([name, text]) => `${name}: ${text}`)
      .join("\n"),
    figureTable(figures, COSTS, "µs a frame"),
    figureTable(figures, MESSAGES, "µs a message"),
    figureTable(figures, { kilobyte: "a kB of a book" }, "µs, and bytes a frame"),
    figureTable(figures, OTHERS, "measured"),
    goalTable(verdicts),
    `${met} of ${verdicts.length} goals met`,
  ].join("\n\n");
}
