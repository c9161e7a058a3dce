/**
 * Chance that can be repeated: the same keys give the same numbers on every machine, at any time, in any order.
 *
 * A key is a 32-bit integer with no pattern in it: a number by itself (`uniform`), and the root of any number of others (`branch`).
 */

const TWO_TO_32 = 4294967296;

/** The finaliser of MurmurHash3: every bit of the input changes about half the bits of the output. */
function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A key of a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return scramble(hash);
}

/** A key that belongs to another and to an integer; of larger ones, 32 bits count. */
export function branch(key: number, index: number): number {
  return scramble(key ^ Math.imul(index + 1, 0x9e3779b1));
}

/** The key of a seed, which may be any integer. */
export function rootOf(seed: number): number {
  return branch(branch(0x5eed, seed | 0), Math.floor(seed / TWO_TO_32));
}

/** In [0, 1), evenly. */
export function uniform(key: number): number {
  return key / TWO_TO_32;
}

/** From 0, with mean 1, many small ones and few large ones. */
export function exponential(key: number): number {
  return -Math.log(1 - uniform(key));
}

/** How many events happen in a time in which `mean` are expected. Meant for small means: it counts up to the number. */
export function poisson(key: number, mean: number): number {
  const share = uniform(key);
  let chance = Math.exp(-mean);
  let total = chance;
  let count = 0;
  while (total < share && count < mean * 4 + 20) {
    count += 1;
    chance *= mean / count;
    total += chance;
  }
  return count;
}
