import type { EntryRecord } from "./entry";

/** A batch that was refused whole: the exchange does not say for which of its symbols, or whether for any of them. */
export interface Whole {
  readonly records: readonly EntryRecord[];
  /** The exchange's words, but for the symbols in them. */
  readonly gist: string;
  /** Whether all that was refused of it since was refused in the same words. */
  isAlike: boolean;
  singlesRefused: number;
  /** How many symbols were picked out of its parts. */
  picked: number;
}

/** What one request asks for. */
export interface Part {
  readonly records: readonly EntryRecord[];
  /** What it is a part of; `undefined` for what was not refused before. */
  readonly whole?: Whole | undefined;
  /** How often the whole was divided. */
  readonly depth: number;
}

/** Single symbols that say enough of a whole of which nothing at all was accepted. */
const ENOUGH = 8;
/** After so many divisions without an acceptance it looks as if all of it were refused: quarters. */
const SUSPICIOUS = 2;
const FEWEST = 4;
/** Of each suspicious part, at first; more each time that all of it was refused again. */
const PICKED = { first: 2, most: 8 };
/** Steps of this part of a list fall everywhere in it: lists of symbols have a period of their own. */
const GOLDEN = 0.618;

/** What becomes of a request that was refused whole: smaller ones, until the symbol at fault stands alone. */
export function divided(part: Part, waiting: readonly EntryRecord[], reason: string): readonly Part[] {
  const whole = part.whole ?? newWhole(waiting, reason);
  heed(whole, reason);
  const depth = part.depth + 1;
  return splitOf(whole, waiting, part.depth)
    .filter((records) => records.length > 0)
    .map((records) => ({ records, whole, depth }));
}

/** A single symbol of it was refused. @returns what else of it is refused by that: all of it, or nothing */
export function refusedBy(whole: Whole, reason: string): readonly EntryRecord[] {
  heed(whole, reason);
  whole.singlesRefused += 1;
  const isEnough = whole.isAlike && whole.singlesRefused >= ENOUGH;
  return isEnough && !isAcceptedInPart(whole) ? whole.records : [];
}

function splitOf(whole: Whole, records: readonly EntryRecord[], depth: number): readonly EntryRecord[][] {
  const isSuspicious = depth === SUSPICIOUS && whole.isAlike && !isAcceptedInPart(whole);
  if (!isSuspicious || records.length < FEWEST) {
    const middle = Math.ceil(records.length / 2);
    return [records.slice(0, middle), records.slice(middle)];
  }
  const singles = pickedOf(whole, records);
  return [...singles.map((single) => [single]), records.filter((record) => !singles.includes(record))];
}

/** Those of which nobody asked alone so far come first: in the end each of them was asked for by itself. */
function pickedOf(whole: Whole, records: readonly EntryRecord[]): readonly EntryRecord[] {
  const fewest = Math.min(...records.map(({ timesAlone }) => timesAlone));
  const untried = records.filter(({ timesAlone }) => timesAlone === fewest);
  const times = 1 + (whole.records[0]?.timesRefused ?? 0);
  const count = Math.min(PICKED.first * times, PICKED.most, untried.length);
  const picked = Array.from({ length: count }, (_, index) =>
    untried.at(placeOf(whole.picked + index, untried.length)),
  );
  whole.picked += count;
  const singles = [...new Set(picked)].filter((record) => record !== undefined);
  for (const single of singles) single.timesAlone += 1;
  return singles;
}

/** The n-th place to look at in a list: none comes twice before all were looked at. */
function placeOf(n: number, length: number): number {
  let step = Math.round(length * GOLDEN);
  while (divisor(step, length) !== 1) step += 1;
  return (n * step) % length;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function newWhole(records: readonly EntryRecord[], reason: string): Whole {
  return { records, gist: gistOf(reason, records), isAlike: true, singlesRefused: 0, picked: 0 };
}

function heed(whole: Whole, reason: string): void {
  if (gistOf(reason, whole.records) !== whole.gist) whole.isAlike = false;
}

function isAcceptedInPart({ records }: Whole): boolean {
  return records.some(({ state }) => state === "confirmed");
}

function gistOf(reason: string, records: readonly EntryRecord[]): string {
  const names = records.flatMap(({ names, subscription }) => [subscription.symbol, ...names]);
  return names.filter((name) => name !== "").reduce((text, name) => text.replaceAll(name, ""), reason);
}
