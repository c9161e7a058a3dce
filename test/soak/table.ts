import { type Census, handlesIn } from "../leaks/census";
import { slope } from "./slope";

/** A census, and what had been done until then: minutes, or deploys. */
export interface Measurement {
  readonly at: number;
  readonly census: Census;
  readonly messages: number;
}

const MEGABYTE = 2 ** 20;

const COLUMNS: readonly {
  readonly title: string;
  readonly value: (measurement: Measurement) => number;
  readonly places: number;
}[] = [
  { title: "rss MB", value: ({ census }) => census.rss / MEGABYTE, places: 1 },
  { title: "heap MB", value: ({ census }) => census.heapUsed / MEGABYTE, places: 2 },
  { title: "handles", value: ({ census }) => handlesIn(census), places: 0 },
  { title: "listeners", value: ({ census }) => census.listeners, places: 0 },
  { title: "delay p99 ms", value: ({ census }) => census.delay, places: 1 },
  { title: "messages", value: ({ messages }) => messages, places: 0 },
];

const WIDTH = 15;

/** @param unit what `at` counts: `minutes`, `deploys` */
export function headline(unit: string): string {
  return line([unit, ...COLUMNS.map(({ title }) => title)]);
}

export function row(measurement: Measurement): string {
  const values = COLUMNS.map(({ value, places }) => value(measurement).toFixed(places));
  return line([measurement.at.toFixed(2), ...values]);
}

/** How much everything grows by in `span` units, as a straight line through all measurements has it. */
export function slopes(measurements: readonly Measurement[], span: number, label: string): string {
  const grown = COLUMNS.map(({ value, places }) =>
    (slope(measurements.map((measurement) => [measurement.at, value(measurement)])) * span).toFixed(places),
  );
  return line([label, ...grown]);
}

function line(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(WIDTH)).join("");
}
