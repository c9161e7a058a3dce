import type { Verdict } from "./goals";
import type { Figures } from "./measurement";
import { median } from "./statistics";

type Cells = readonly string[];

/** The goals, what was measured, and whether they are met: as a table in Markdown. */
export function goalTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ about, goal, median: middle, lowest, highest, met }, index): Cells => {
    const isFirst = verdicts[index - 1]?.about !== about;
    return [
      isFirst ? about : "",
      goal.what,
      `≤ ${shown(goal.most)} ${goal.unit}`,
      `${shown(middle)} ${goal.unit}`,
      `${shown(lowest)} – ${shown(highest)}`,
      met ? "yes" : "**no**",
    ];
  });
  return table(["", "", "goal", "measured", "spread", "met"], rows);
}

/**
 * Every variant of some measurements with its median and spread.
 *
 * @param titles of the first column, by measurement
 */
export function figureTable(
  figures: Figures,
  titles: Readonly<Record<string, string>>,
  unit: string,
): string {
  const rows = Object.entries(titles).flatMap(([measurement, title]) =>
    Object.entries(figures[measurement] ?? {}).map(
      ([variant, values], index): Cells => [
        index === 0 ? title : "",
        variant,
        shown(median(values)),
        `${shown(Math.min(...values))} – ${shown(Math.max(...values))}`,
      ],
    ),
  );
  return table(["", "", unit, "spread"], rows);
}

export function table(head: Cells, rows: readonly Cells[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: Cells) =>
    `| ${widths.map((width, index) => (cells[index] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** With as many digits as say something. */
export function shown(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString("en-US");
  if (size >= 100) return value.toFixed(0);
  return size >= 10 ? value.toFixed(1) : value.toFixed(2);
}
