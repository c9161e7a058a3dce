import type { EntryRecord } from "./entry";

const MINUTE = 60_000;
/** After the first refusal, the second, the third, and each one more, ms. */
const WAITS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

/** What was refused, by when it is asked for again. Nothing here takes longer for more of them. */
export class Retries {
  /** One for each wait: those that wait equally long are due in the order in which they came. */
  readonly #queues = WAITS.map(() => new Set<EntryRecord>());

  get size(): number {
    return this.#queues.reduce((sum, { size }) => sum + size, 0);
  }

  [Symbol.iterator](): IterableIterator<EntryRecord> {
    return this.#queues.flatMap((queue) => [...queue])[Symbol.iterator]();
  }

  /** @param now ms of the clock that only runs forward */
  add(record: EntryRecord, now: number): void {
    this.delete(record);
    const step = Math.min(record.timesRefused, WAITS.length) - 1;
    record.retryAt = now + (WAITS[step] as number);
    this.#queues[step]?.add(record);
  }

  delete(record: EntryRecord): void {
    for (const queue of this.#queues) queue.delete(record);
  }

  /** When the next one is due; `undefined` where nothing waits. */
  get next(): number | undefined {
    const times = this.#queues.flatMap((queue) => firstOf(queue)?.retryAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  get first(): EntryRecord | undefined {
    return this.#queues.map(firstOf).find((record) => record !== undefined);
  }

  takeDue(now: number): readonly EntryRecord[] {
    const due: EntryRecord[] = [];
    for (const queue of this.#queues) {
      for (const record of queue) {
        if (record.retryAt > now) break;
        queue.delete(record);
        due.push(record);
      }
    }
    return due;
  }
}

function firstOf(queue: ReadonlySet<EntryRecord>): EntryRecord | undefined {
  const [first] = queue;
  return first;
}
