import fc from "fast-check";
import { MINUTE } from "./market";
import type { Answering } from "./player";

type Row = Readonly<Record<string, unknown>>;

/** What an exchange may make of a right answer, by what is wrong with it. */
const ANSWERS: Readonly<Record<string, Answering>> = {
  right: (rows) => rows,
  none: () => undefined,
  "an object": () => ({ code: 429 }),
  "a text": () => "<html>Too many requests</html>",
  empty: () => [],
  "out of order": (rows) => rows.toReversed(),
  twice: (rows) => [...rows.map((row) => ({ ...row, close: (row as Row).open })), ...rows],
  misaligned: (rows) => rows.map((row) => ({ ...row, time: Number((row as Row).time) + 7 })),
  "of another period": (rows) => rows.map((row) => ({ ...row, period: "m5" })),
  "of a longer period without a word": (rows) =>
    rows
      .filter((row) => Number((row as Row).time) % (5 * MINUTE) === 0)
      .map((row) => ({ ...row, period: undefined, volume: 99_999 })),
  "the first half": (rows) => rows.slice(0, rows.length / 2),
  "the second half": (rows) => rows.slice(rows.length / 2),
  "every second": (rows) => rows.filter((_, index) => index % 2 === 0),
  "without the newest": (rows) => rows.slice(0, -1),
  "beyond what was asked": (rows) => [
    ...rows.map((row) => ({
      ...row,
      time: Number((row as Row).time) - rows.length * MINUTE,
      volume: 88_888,
    })),
    ...rows,
  ],
  "unreadable here and there": (rows) =>
    rows.flatMap((row, index) => [
      [null, "row", { ...row, high: "high" }, { ...row, low: 1e9 }][index % 4],
      row,
    ]),
  "in capitals": (rows) => rows.map((row) => ({ ...row, period: "M1" })),
  "as texts": (rows) =>
    rows.map((row) => ({ ...row, volume: `${(row as Row).volume} `, open: String((row as Row).open) })),
  "a million rows": (rows) =>
    rows[0] ? Array.from({ length: 1_000_000 }, (_, index) => rows[index % rows.length]) : [],
};

export const answerings = fc.constantFrom(
  ...Object.keys(ANSWERS).filter((name) => name !== "a million rows"),
);

export function answering(name: string): Answering {
  const found = ANSWERS[name];
  if (!found) throw new Error(`no answer is called ${name}`);
  return found;
}
