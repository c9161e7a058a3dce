/** How the cost of a frame, in µs, grows with what a user asks for. */
import { optionNames } from "../exchange/names";
import { measure } from "../measure";
import type { Measurement, Setting, Values } from "../measurement";
import { palette, READ_ONCE, type Receiver } from "../receivers";
import { BOOK, GREEKS, type Subject } from "../subjects";

const SYMBOLS = [1, 10, 100, 1_000, 10_000];
const NODES = [1, 2, 5, 10, 20];
const DEPTHS = [1, 10, 25, 50, 100];
/** Twenty nodes must be able to keep up with it. */
const SLOW_BOOK: Subject = { ...BOOK, pace: { ...BOOK.pace, rate: 400 } };

/** Greeks of so many options, all of them asked for by one node. */
export const BY_SYMBOLS: Measurement = {
  name: "symbols",
  round: (setting) =>
    growth(setting, steps(SYMBOLS, 10_000, setting), palette("every"), (symbols) => ({
      ...GREEKS,
      symbols,
      ring: { of: "greeks", symbols },
      properties: { symbols: optionNames(symbols).join() },
    })),
};

/** One book that several nodes ask for; and what reading it once costs. */
export const BY_NODES: Measurement = {
  name: "nodes",
  async round(setting) {
    const { cost } = await measure(setting.exchange, READ_ONCE, SLOW_BOOK, setting.duration);
    const values: Record<string, number> = { read: cost };
    for (const count of steps(NODES, 10, setting)) {
      const { exchange, duration } = setting;
      values[count] = (await measure(exchange, palette("every", {}, count), SLOW_BOOK, duration)).cost;
    }
    return values;
  },
};

/** A book of which so many levels a side are kept. */
export const BY_DEPTH: Measurement = {
  name: "depth",
  round: (setting) =>
    growth(setting, DEPTHS, palette("every"), (depth) => ({
      ...BOOK,
      properties: { ...BOOK.properties, depth },
    })),
};

function steps(all: readonly number[], last: number, { quick }: Setting): readonly number[] {
  return quick ? all.filter((step) => step === 1 || step === last) : all;
}

async function growth(
  { exchange, duration }: Setting,
  counts: readonly number[],
  receiver: Receiver,
  subjectOf: (count: number) => Subject,
): Promise<Values> {
  const values: Record<string, number> = {};
  for (const count of counts) {
    values[count] = (await measure(exchange, receiver, subjectOf(count), duration)).cost;
  }
  return values;
}
