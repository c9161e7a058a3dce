/**
 * How far the market has come. What is traded by itself is known for all times; what is ordered happens where the market stands.
 *
 * Both are numbered, so that what is new since a moment is what has a higher number: by the ms, and within it first what is traded
 * by itself, then what is ordered.
 */

const NUMBERS_A_MS = 2_048;
const OWN_NUMBERS = NUMBERS_A_MS / 2;
/** Trades in a stretch of an instrument's schedule, at most. */
export const MOST_ORDINALS = 400;

export class Course {
  #time: number;
  #orders = 0;

  constructor(time: number) {
    this.#time = time;
  }

  /** ms since 1970: what has happened until then has happened. */
  get time(): number {
    return this.#time;
  }

  /** No trade that has happened has a higher number. */
  get sequence(): number {
    return this.#time * NUMBERS_A_MS + OWN_NUMBERS + this.#orders;
  }

  /** @param time a time that is over changes nothing */
  advance(time: number): void {
    if (time <= this.#time) return;
    this.#time = time;
    this.#orders = 0;
  }

  /** Something is ordered that changes what follows: it begins with the next ms, since this one has been told. */
  change(): void {
    this.advance(this.#time + 1);
  }

  /** A trade is ordered: now, and after all that were. */
  trade(): void {
    if (this.#orders === OWN_NUMBERS - 1) this.change();
    this.#orders += 1;
  }
}

/**
 * The number of a trade that was not ordered.
 *
 * @param time ms since 1970
 * @param ordinal tells the trades of an instrument that happen in one ms from each other, and ascends
 * @param key of the instrument, since others trade in the same ms
 */
export function sequenceOf(time: number, ordinal: number, key: number): number {
  return time * NUMBERS_A_MS + ordinal + (key % (OWN_NUMBERS - MOST_ORDINALS));
}

/** The highest number that no trade at or after a moment has. */
export function sequenceBefore(time: number): number {
  return time * NUMBERS_A_MS - 1;
}

/** When a trade of this number happened, ms since 1970. */
export function timeOf(sequence: number): number {
  return Math.floor(sequence / NUMBERS_A_MS);
}
