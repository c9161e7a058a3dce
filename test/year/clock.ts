import os from "node:os";

interface Due {
  at: number;
  /** Of two at one moment the one that was set first comes first. */
  order: number;
  callback: (() => void) | undefined;
  readonly every: number | undefined;
}

const { setTimeout: realTimeout, setInterval: realInterval, clearTimeout: realClear } = globalThis;
const realDate = Date.now;
const realNow = performance.now.bind(performance);
const realUptime = os.uptime;
const realRandom = Math.random;

/**
 * A clock of its own for everything in this process: timers, the time, and the time that only runs forward. It stands
 * still but for `advance`, which lets whatever a timer began come to its end before the next moment.
 */
export class Clock {
  #now: number;
  readonly #start: number;
  #order = 0;
  readonly #heap: Due[] = [];
  readonly #settle: () => Promise<void>;

  /**
   * @param start ms since 1970
   * @param settle lets what is on its way arrive
   */
  constructor(start: number, settle: () => Promise<void>) {
    this.#now = start;
    this.#start = start;
    this.#settle = settle;
  }

  /** ms since 1970. */
  get now(): number {
    return this.#now;
  }

  /** @param chance from 0 to 1, in the place of chance: a year is the same for the same seed */
  install(chance: () => number): void {
    Math.random = chance;
    const set = (callback: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) =>
      this.#add(() => callback(...values), delay, undefined);
    const repeat = (callback: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) =>
      this.#add(() => callback(...values), delay, Math.max(1, delay));
    const clear = (timer: unknown) => {
      if (timer instanceof Timer) timer.due.callback = undefined;
      else realClear(timer as NodeJS.Timeout);
    };
    Object.assign(globalThis, {
      setTimeout: set,
      setInterval: repeat,
      clearTimeout: clear,
      clearInterval: clear,
    });
    Date.now = () => this.#now;
    performance.now = () => this.#now - this.#start;
    os.uptime = () => (this.#now - this.#start) / 1000;
  }

  uninstall(): void {
    Object.assign(globalThis, {
      setTimeout: realTimeout,
      setInterval: realInterval,
      clearTimeout: realClear,
      clearInterval: realClear,
    });
    Date.now = realDate;
    performance.now = realNow;
    os.uptime = realUptime;
    Math.random = realRandom;
  }

  /** @param moment ms since 1970: everything happens that is due until then */
  async advance(moment: number): Promise<void> {
    for (let due = this.#heap[0]; due && due.at <= moment; due = this.#heap[0]) {
      this.#pop();
      if (!due.callback) continue;
      this.#now = Math.max(this.#now, due.at);
      due.callback();
      if (due.every !== undefined) {
        due.at += due.every;
        if (due.callback !== undefined) this.#push(due);
      } else {
        due.callback = undefined;
        // Nothing of it may still be on its way when the next moment comes.
        if ((this.#heap[0]?.at ?? Number.POSITIVE_INFINITY) > this.#now) await this.#settle();
      }
    }
    this.#now = Math.max(this.#now, moment);
    await this.#settle();
  }

  #add(callback: () => void, delay: number, every: number | undefined): Timer {
    const wait = Number.isFinite(delay) ? Math.max(1, Math.trunc(delay)) : 1;
    this.#order += 1;
    const due: Due = { at: this.#now + wait, order: this.#order, callback, every };
    this.#push(due);
    return new Timer(due);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(due, heap[parent] as Due)) break;
      heap[index] = heap[parent] as Due;
      index = parent;
    }
    heap[index] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Due;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Due, heap[child] as Due)) child += 1;
      if (!isBefore(heap[child] as Due, last)) break;
      heap[index] = heap[child] as Due;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(one: Due, other: Due): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** What `setTimeout` gives, as far as anybody uses it. */
class Timer {
  readonly due: Due;

  constructor(due: Due) {
    this.due = due;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

/** Milliseconds of the machine's own clock. */
export function realTime(): number {
  return realNow();
}
