/** Puts the results of the last run into docs/performance.md, and its plots beside. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../test/embedded/harness/versions";
import { judge } from "../goals";
import type { Figures } from "../measurement";
import { COSTS, MESSAGES, OTHERS } from "../report";
import type { Results } from "../results";
import { median } from "../statistics";
import { figureTable, goalTable, table } from "../table";
import { capacityTable } from "./capacity";
import { type Chart, drawChart } from "./chart";
import { clientTable } from "./client";

const DOCUMENT = join(ROOT, "docs/performance.md");
const PLOTS = join(ROOT, "docs/plots");

const CHARTS: Readonly<Record<string, Omit<Chart, "points">>> = {
  symbols: {
    title: "Greeks: cost of a frame by symbols subscribed",
    xLabel: "symbols of one node",
    yLabel: "µs a frame",
    logarithmic: true,
  },
  nodes: {
    title: "Book of 100 levels: cost of a frame by nodes that want it",
    xLabel: "nodes on one symbol",
    yLabel: "µs a frame",
    logarithmic: false,
  },
  depth: {
    title: "Book of 100 levels: cost of a frame by levels kept",
    xLabel: "levels kept on each side",
    yLabel: "µs a frame",
    logarithmic: false,
  },
};

export function writeDocument(results: Results): void {
  writeFileSync(DOCUMENT, withParts(readFileSync(DOCUMENT, "utf8"), partsOf(results)));
  for (const [measurement, chart] of Object.entries(CHARTS)) {
    const points = pointsOf(measurement, results.figures);
    writeFileSync(join(PLOTS, `${measurement}.svg`), drawChart({ ...chart, points }));
  }
}

/** What a run puts into the document, by the names of its markers. */
export function partsOf({ circumstances, figures }: Results): Readonly<Record<string, string>> {
  return {
    circumstances: table(["", ""], Object.entries(circumstances)),
    goals: goalTable(judge(figures)),
    costs: figureTable(figures, COSTS, "µs a frame"),
    messages: figureTable(figures, MESSAGES, "µs a message"),
    client: clientTable(figures),
    others: figureTable(figures, OTHERS, "measured"),
    capacity: capacityTable(figures),
  };
}

/**
 * The text with what is between `<!-- bench: NAME -->` and `<!-- bench: end -->` replaced by the part of that name.
 *
 * @throws Error for a name that no part has
 */
export function withParts(text: string, parts: Readonly<Record<string, string>>): string {
  return text.replace(/(<!-- bench: (\w+) -->\n)[\s\S]*?(<!-- bench: end -->)/g, (_, begin, name, end) => {
    if (parts[name] === undefined) throw new Error(`The bench has no part "${name}".`);
    return `${begin}\n${parts[name]}\n\n${end}`;
  });
}

function pointsOf(measurement: string, figures: Figures): Chart["points"] {
  const variants = figures[measurement];
  if (!variants) throw new Error(`The last run has not measured "${measurement}".`);
  return Object.entries(variants)
    .filter(([variant]) => Number(variant) > 0)
    .map(([variant, values]) => ({
      x: Number(variant),
      middle: median(values),
      lowest: Math.min(...values),
      highest: Math.max(...values),
    }));
}
