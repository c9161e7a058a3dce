import { setTimeout as pause } from "node:timers/promises";
import type { Filled } from "../../../../src/history/told";
import type { Answer, Bend } from "../../../support/bent-exchange";

/** An answer of REST that is not as it should be, or is only unusual. */
export interface BadAnswer {
  readonly what: string;
  readonly bend: Bend;
  /** How much of what was missed can be had from it. */
  readonly filled: Filled;
  /** Whether that comes when the live data has gone on already. */
  readonly isLate?: boolean;
}

type Row = Readonly<Record<string, unknown>>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** ms; longer than a live message waits, shorter than a call may take. */
const LATE = 7_000;
/** ms; longer than a call may take. */
const TOO_LATE = 11_000;
/** Newest first: more than come live, fewer than were missed. */
const FEWER = 60;
const PAGE = "<!doctype html><html><body>The site is under maintenance.</body></html>";

/** Of which nothing can be had in time, whatever was asked for. */
const NONE: readonly BadAnswer[] = [
  answered("500", { status: 500, body: { code: 500, msg: "internal error" } }),
  answered("a page of HTML", { status: 200, body: PAGE }),
  answered("an error in its own code", {
    status: 200,
    body: { code: 10553, msg: "maintenance", data: null },
  }),
  answered("that it does not know the symbol", {
    status: 200,
    body: { code: 10574, msg: "no such", data: null },
  }),
  answered("no list", { status: 200, body: { code: 0, msg: "", data: { list: [] } } }),
  { what: "half of a text", filled: "none", bend: ({ body }) => ({ status: 200, body: half(String(body)) }) },
  { what: "an empty list", filled: "none", bend: changed(() => []) },
  { what: "rows that are none", filled: "none", bend: changed((rows) => rows.map(() => null)) },
  {
    what: "rows of another symbol",
    filled: "none",
    bend: changed((rows) => rows.map((row) => ({ ...row, symbol: "SOLUSD" }))),
  },
  {
    what: "rows by a clock that is an hour off",
    filled: "none",
    bend: changed((rows) => rows.map((row) => later(row, -HOUR))),
  },
  {
    what: "a million rows",
    filled: "none",
    bend: changed((rows) => Array.from({ length: 1e6 }, () => rows[0])),
  },
  { what: "nothing, ever", filled: "none", bend: () => new Promise(() => {}) },
];

/** That are only unusual, or late. */
const ALL: readonly BadAnswer[] = [
  { what: "rows in no order", filled: "all", bend: changed((rows) => shuffled(rows)) },
  { what: "the rows the other way round", filled: "all", bend: changed((rows) => [...rows].reverse()) },
  { what: "texts for figures", filled: "all", bend: changed((rows) => rows.map(inTexts)) },
  { what: "the rows after 7 s", filled: "all", isLate: true, bend: after(LATE) },
];

export const BAD_CANDLES: readonly BadAnswer[] = [
  ...NONE,
  ...ALL,
  { what: "429, once", filled: "all", bend: first(1, { status: 429, body: "" }) },
  { what: "429, three times", filled: "all", isLate: true, bend: first(3, { status: 429, body: "" }) },
  { what: "the candles after more than 10 s", filled: "none", bend: after(TOO_LATE) },
  { what: "each candle twice", filled: "all", bend: changed((rows) => [...rows, ...rows]) },
  {
    what: "candles of the future, too",
    filled: "all",
    bend: changed((rows) => [...rows, later(rows.at(-1), HOUR)]),
  },
  {
    what: "misaligned candles",
    filled: "none",
    bend: changed((rows) => rows.map((row) => later(row, 1_000))),
  },
  {
    what: "candles of another period",
    filled: "none",
    bend: changed((rows) => rows.map((row) => ({ ...row, period: "h1" }))),
  },
  {
    what: "candles of another period that they do not tell",
    filled: "none",
    bend: changed((rows) => hourly(rows)),
  },
  { what: "the older half of the range", filled: "part", bend: changed((rows) => half(rows)) },
  {
    what: "the newer half of the range",
    filled: "part",
    bend: changed((rows) => rows.slice(Math.ceil(rows.length / 2))),
  },
  {
    what: "a candle less in the middle",
    filled: "part",
    bend: changed((rows) => rows.toSpliced(rows.length / 2, 1)),
  },
  {
    what: "a candle that contradicts itself",
    filled: "part",
    bend: changed((rows) => rows.map(contradicted)),
  },
];

/** Trades have no ids here: of two alike nobody can tell whether they are one. */
export const BAD_TRADES: readonly BadAnswer[] = [
  ...NONE,
  ...ALL,
  { what: "fewer trades than were missed", filled: "part", bend: changed((rows) => rows.slice(0, FEWER)) },
  {
    what: "the older half of the trades",
    filled: "part",
    bend: changed((rows) => rows.slice(Math.ceil(rows.length / 2))),
  },
];

/** The same whatever is asked. */
function answered(what: string, answer: Answer): BadAnswer {
  return { what, filled: "none", bend: () => answer };
}

function first(times: number, instead: Answer): Bend {
  let left = times;
  return (answer) => {
    left -= 1;
    return left >= 0 ? instead : answer;
  };
}

function after(milliseconds: number): Bend {
  return async (answer) => {
    await pause(milliseconds, undefined, { ref: false });
    return answer;
  };
}

function changed(change: (rows: readonly Row[]) => unknown): Bend {
  return ({ status, body }) => {
    const { data, ...rest } = JSON.parse(String(body)) as { data: readonly Row[] };
    return { status, body: { ...rest, data: change(data) } };
  };
}

function half<List extends string | readonly unknown[]>(list: List): List {
  return list.slice(0, Math.ceil(list.length / 2)) as List;
}

/** Each row is another one's neighbour than it was. */
function shuffled(rows: readonly Row[]): readonly Row[] {
  const isOdd = (_row: Row, index: number) => index % 2 === 1;
  return [...rows.filter(isOdd), ...rows.filter((row, index) => !isOdd(row, index)).reverse()];
}

/** With the spaces that some columns of the exchange's are padded with. */
function inTexts(row: Row): Row {
  const isFigure = ([name, value]: [string, unknown]) => typeof value === "number" && name !== "time";
  return Object.fromEntries(
    Object.entries(row).map((entry) => (isFigure(entry) ? [entry[0], `${entry[1]} `] : entry)),
  );
}

function later(row: Row = {}, by: number): Row {
  return { ...row, time: Number(row.time) + by };
}

function hourly(rows: readonly Row[]): readonly Row[] {
  return rows.map(({ period: _period, ...row }, index) => {
    return { ...row, time: Math.floor(Number(row.time) / HOUR) * HOUR - index * HOUR };
  });
}

/** One in the middle. */
function contradicted(row: Row, index: number, rows: readonly Row[]): Row {
  return index === Math.floor(rows.length / 2) ? { ...row, high: 1, low: 2 } : row;
}
