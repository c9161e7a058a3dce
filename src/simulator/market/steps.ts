/** What was ordered, as a function of time: a value from each moment of an order on, until the next one. */

/** Orders that are remembered; beyond that the oldest are forgotten. */
const MOST_STEPS = 100_000;

export interface Stretch<Value> {
  /** ms since 1970; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly value: Value;
}

export class Steps<Value> {
  readonly #initial: Value;
  #moments: number[] = [];
  #values: Value[] = [];

  constructor(initial: Value) {
    this.#initial = initial;
  }

  at(time: number): Value {
    const count = countUntil(this.#moments, time);
    return count === 0 ? this.#initial : (this.#values[count - 1] as Value);
  }

  /** @param from ms since 1970, later than that of the last order */
  set(from: number, value: Value): void {
    this.#moments.push(from);
    this.#values.push(value);
    if (this.#moments.length <= MOST_STEPS) return;
    this.#moments = this.#moments.slice(-MOST_STEPS / 2);
    this.#values = this.#values.slice(-MOST_STEPS / 2);
  }

  /** In which one value holds each, ascending. */
  stretches(from: number, to: number): Stretch<Value>[] {
    const orders = this.#moments.slice(countUntil(this.#moments, from), countUntil(this.#moments, to - 1));
    const edges = [from, ...orders];
    return edges.map((edge, index) => ({ from: edge, to: edges[index + 1] ?? to, value: this.at(edge) }));
  }
}

/** How many of `moments`, which ascend, are not after `time`. */
export function countUntil(moments: ArrayLike<number>, time: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
