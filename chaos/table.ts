import type { Result } from "./judge";

const HEADINGS = ["fault", "noticed after", "data again after", "lost", "sockets", "verdict"];

/** A line a fault, in columns. */
export function table(results: readonly Result[]): string {
  const rows = [HEADINGS, ...results.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, column, widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What became of one fault, in a line. */
export function verdict({ shortfall, note }: Result): string {
  const words = shortfall === undefined ? "ok" : `SHORT: ${shortfall}`;
  return note === "" ? words : `${words} (${note})`;
}

function cells(result: Result): string[] {
  const { fault, noticed, data, lost, sockets } = result;
  return [fault, seconds(noticed), seconds(data), count(lost), count(sockets), verdict(result)];
}

function seconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "–" : `${(milliseconds / 1_000).toFixed(2)} s`;
}

function count(number: number | undefined): string {
  return number === undefined ? "–" : String(number);
}

/** Words to the left, figures to the right. */
function padded(cell: string, column: number, width: number): string {
  return column === 0 || column === HEADINGS.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}
