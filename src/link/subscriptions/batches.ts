import type { Dialect } from "../../protocol/dialects";
import type { EntryRecord } from "./entry";
import type { Part } from "./whole";

/** What is to be asked for, by requests: as many symbols of one channel as the dialect lets one request name. */
export class Batches {
  readonly #dialect: Dialect;
  /** In the order in which they became desired. */
  readonly #desired = new Set<EntryRecord>();
  /** Parts of a batch that was refused whole: they must not grow together again. */
  #parts: Part[] = [];

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  get isEmpty(): boolean {
    return this.#desired.size === 0 && this.#parts.length === 0;
  }

  add(record: EntryRecord): void {
    this.#desired.add(record);
  }

  addParts(parts: readonly Part[]): void {
    this.#parts.push(...parts);
  }

  delete(record: EntryRecord): void {
    this.#desired.delete(record);
  }

  clear(): void {
    this.#desired.clear();
    this.#parts = [];
  }

  /**
   * @param isWaiting whether nothing was heard of an entry yet: nobody asks for the others of a part again
   * @returns `undefined` where there is nothing to ask for
   */
  next(isWaiting: (record: EntryRecord) => boolean): Part | undefined {
    for (let part = this.#parts.shift(); part; part = this.#parts.shift()) {
      const records = part.records.filter(isWaiting);
      if (records.length > 0) return { ...part, records };
    }
    const [first] = this.#desired;
    return first && { records: this.#togetherWith(first), depth: 0 };
  }

  #togetherWith(first: EntryRecord): readonly EntryRecord[] {
    const { channel, endpoint } = first.subscription;
    const limit = this.#dialect.symbolsPerRequest(channel, endpoint);
    const batch: EntryRecord[] = [];
    for (const record of this.#desired) {
      if (!goTogether(first, record)) continue;
      batch.push(record);
      if (batch.length >= limit) break;
    }
    return batch;
  }
}

/** One that may be refused drags no others down with it. */
function goTogether(one: EntryRecord, other: EntryRecord): boolean {
  return one.subscription.channel === other.subscription.channel && isDubious(one) === isDubious(other);
}

function isDubious({ timesRefused, isLate }: EntryRecord): boolean {
  return timesRefused > 0 || isLate;
}
