/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine.
 *
 * Two kinds are needed. `Random` is a sequence, for what happens one after the other (prices, trades). `noise` is
 * a function of its arguments, for what must not depend on how often somebody looks (the sizes in a book).
 */

const TWO_TO_32 = 4294967296;

/** The finaliser of MurmurHash3: every bit of the input changes about half the bits of the output. */
function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A 32-bit hash of a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return scramble(hash);
}

/** A number in [0, 1) that depends on the arguments alone. They are taken as 32-bit integers. */
export function noise(...keys: readonly number[]): number {
  let hash = 0;
  for (const key of keys) hash = scramble(hash ^ scramble(key + 0x9e3779b9));
  return hash / TWO_TO_32;
}

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = scramble(seed);
  }

  /** In [0, 1). The generator is Mulberry32: 32 bits of state are plenty for a market of make-believe. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / TWO_TO_32;
  }

  /** Normal, with mean 0 and standard deviation 1 (Box–Muller). */
  gaussian(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Exponential, with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  /** How many events happen in a time in which `mean` are expected. Meant for small means: it counts them one by one. */
  poisson(mean: number): number {
    let count = 0;
    for (let waited = this.exponential(); waited < mean; waited += this.exponential()) count++;
    return count;
  }
}
