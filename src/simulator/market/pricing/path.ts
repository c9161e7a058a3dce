/**
 * A quantity that wanders at random and is pulled back to zero, as a function of time: it can be asked for at any moment, in any order,
 * and is the same whoever asks.
 *
 * It is an Ornstein–Uhlenbeck process, made from the outside to the inside: its values a year or so apart are drawn first, then the one
 * in the middle of two, given those two, then the ones in the middle of each half, down to a stretch where it is straight. (Lévy's
 * construction of Brownian motion; the mean and the variance of a middle are those of the process's bridge.) Each draw is a key of its
 * own, so that nothing but the seed is kept, and each lies within bounds, so that the highest value of a year is found without looking
 * at each of its moments.
 */

import { branch, uniform } from "./random";

export const YEAR = 365 * 86_400_000;

/** log2 of the ms of the longest stretch: 398 days. */
const LONGEST = 35;
const SQRT_3 = Math.sqrt(3);
/** Branches of a key: those of a stretch's halves, and that of its value at the start, for the longest ones. */
const [FIRST_HALF, SECOND_HALF, EDGE] = [0, 1, 2];

/** Something that moves several paths at once. */
export interface Factor {
  readonly key: number;
  /** Share in a path's shocks; the squares of all of a path's weights add up to 1. */
  readonly weight: number;
}

export interface Wandering {
  /** ms until half of a distance from zero is gone. */
  readonly halfLife: number;
  /** Standard deviation after a year without the pull. */
  readonly volatility: number;
  /** log2 of the ms over which the path is straight. */
  readonly finest: number;
}

/**
 * Told what the path does in a stretch of time, says whether to look closer, at each half of it.
 *
 * @param end exclusive
 * @param low no value is below it
 * @param high no value is above it
 */
export type Look = (start: number, end: number, low: number, high: number) => boolean;

export class Path {
  readonly #factors: readonly Factor[];
  /** For evenly distributed chances, whose standard deviation is 1 / √12. */
  readonly #weights: Float64Array;
  readonly #deviation: number;
  readonly #longest: Level;
  readonly #finest: Level;

  constructor(factors: readonly Factor[], wandering: Wandering) {
    this.#factors = factors;
    this.#weights = Float64Array.from(factors, ({ weight }) => weight * 2 * SQRT_3);
    this.#deviation = deviationOf(wandering);
    const farthest = SQRT_3 * factors.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
    this.#finest = new Level(wandering.finest, undefined, wandering, factors.length, farthest);
    this.#longest = this.#finest;
    for (let exponent = wandering.finest + 1; exponent <= LONGEST; exponent++) {
      this.#longest = new Level(exponent, this.#longest, wandering, factors.length, farthest);
    }
  }

  /** @param time ms since 1970 */
  at(time: number): number {
    let level: Level | undefined = this.#finest;
    while (level && !level.holds(time)) level = level.coarser;
    level ??= this.#begin(this.#longest, Math.floor(time / this.#longest.length));
    while (level.finer) level = this.#enter(level, level.finer, time);
    return level.left + ((level.right - level.left) * (time - level.start)) / level.length;
  }

  /**
   * Shows the path from the whole to the parts, as far as `look` wants it.
   *
   * @param from ms since 1970
   * @param to exclusive
   * @param sign 1 to be shown the half with the higher values first, -1 the one with the lower
   */
  walk(from: number, to: number, sign: 1 | -1, look: Look): void {
    const level = this.#longest;
    for (let index = Math.floor(from / level.length); index * level.length < to; index++) {
      this.#branchRoots(index, level.walked);
      const [left, right] = [this.#edge(index), this.#edge(index + 1)];
      this.#walk(level, index * level.length, left, right, { from, to, sign, look });
    }
  }

  #walk(level: Level, start: number, left: number, right: number, walk: Walk): void {
    const { finer, length, reach, walked } = level;
    const [low, high] = left < right ? [left, right] : [right, left];
    if (!walk.look(start, start + length, low - reach, high + reach) || !finer) return;
    const middle = this.#middle(level, left, right, walked);
    const half = start + finer.length;
    const isSecondFirst = walk.sign * right > walk.sign * left;
    if (isSecondFirst && half < walk.to) {
      branchAll(walked, SECOND_HALF, finer.walked);
      this.#walk(finer, half, middle, right, walk);
    }
    if (half > walk.from) {
      branchAll(walked, FIRST_HALF, finer.walked);
      this.#walk(finer, start, left, middle, walk);
    }
    if (!isSecondFirst && half < walk.to) {
      branchAll(walked, SECOND_HALF, finer.walked);
      this.#walk(finer, half, middle, right, walk);
    }
  }

  #begin(level: Level, index: number): Level {
    level.start = index * level.length;
    level.left = this.#edge(index);
    level.right = this.#edge(index + 1);
    this.#branchRoots(index, level.keys);
    return level;
  }

  #branchRoots(index: number, into: Int32Array): void {
    for (const [position, { key }] of this.#factors.entries()) into[position] = branch(key, index);
  }

  /** Far enough from each other to know nothing of each other. */
  #edge(index: number): number {
    return this.#deviation * this.#shock(this.#factors.map(({ key }) => branch(branch(key, index), EDGE)));
  }

  #enter(level: Level, finer: Level, time: number): Level {
    const middle = this.#middle(level, level.left, level.right, level.keys);
    const isFirst = time < level.start + finer.length;
    finer.start = isFirst ? level.start : level.start + finer.length;
    finer.left = isFirst ? level.left : middle;
    finer.right = isFirst ? middle : level.right;
    branchAll(level.keys, isFirst ? FIRST_HALF : SECOND_HALF, finer.keys);
    return finer;
  }

  #middle({ keep, spread }: Level, left: number, right: number, keys: ArrayLike<number>): number {
    return keep * (left + right) + spread * this.#shock(keys);
  }

  /** With mean 0 and standard deviation 1; a sum of even chances, which the levels together make a normal one. */
  #shock(keys: ArrayLike<number>): number {
    const weights = this.#weights;
    let sum = 0;
    for (let index = 0; index < weights.length; index++) {
      sum += (weights[index] as number) * (uniform((keys[index] as number) >>> 0) - 0.5);
    }
    return sum;
  }
}

interface Walk {
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
  readonly look: Look;
}

function deviationOf({ halfLife, volatility }: Wandering): number {
  return volatility / Math.sqrt((2 * Math.LN2 * YEAR) / halfLife);
}

function branchAll(keys: Int32Array, half: number, into: Int32Array): void {
  for (let index = 0; index < keys.length; index++) into[index] = branch(keys[index] as number, half);
}

/** All stretches of one length, and the one of them that was looked at last: the next moment is often near. */
class Level {
  readonly length: number;
  readonly finer: Level | undefined;
  coarser: Level | undefined;
  /** What a middle keeps of the sum of its two sides, and how far chance moves it from there. */
  readonly keep: number;
  readonly spread: number;
  /** How far the path can get beyond both ends of a stretch. */
  readonly reach: number;
  start = Number.NaN;
  left = 0;
  right = 0;
  readonly keys: Int32Array;
  readonly walked: Int32Array;

  constructor(
    exponent: number,
    finer: Level | undefined,
    wandering: Wandering,
    factors: number,
    farthest: number,
  ) {
    this.length = 2 ** exponent;
    this.finer = finer;
    if (finer) finer.coarser = this;
    this.keys = new Int32Array(factors);
    this.walked = new Int32Array(factors);
    const pull = (Math.LN2 * this.length) / wandering.halfLife / 2;
    const deviation = deviationOf(wandering);
    this.keep = 1 / (2 * Math.cosh(pull));
    this.spread = deviation * Math.sqrt(Math.tanh(pull));
    this.reach = finer ? finer.reach + farthest * this.spread + (1 - 2 * this.keep) * MOST * deviation : 0;
  }

  holds(time: number): boolean {
    return time >= this.start && time < this.start + this.length;
  }
}

/** Standard deviations that a path is ever away from zero: the pull moves what is below up, and so beyond both ends. */
const MOST = 15;
