import type { Dialect } from "../../protocol/dialects";
import type { EntryRecord } from "./entry";

/** What is to be asked for, by requests: as many symbols of one channel as the dialect lets one request name. */
export class Batches {
  readonly #dialect: Dialect;
  /** In the order in which they became desired. */
  readonly #desired = new Set<EntryRecord>();
  /** Parts of a batch that was refused whole: they must not grow together again. */
  #halves: (readonly EntryRecord[])[] = [];

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  get isEmpty(): boolean {
    return this.#desired.size === 0 && this.#halves.length === 0;
  }

  add(record: EntryRecord): void {
    this.#desired.add(record);
  }

  delete(record: EntryRecord): void {
    this.#desired.delete(record);
  }

  clear(): void {
    this.#desired.clear();
    this.#halves = [];
  }

  /** One of them is unknown to the exchange, and it does not say which: halve the batch until it stands alone. */
  halve(batch: readonly EntryRecord[]): void {
    const middle = Math.ceil(batch.length / 2);
    for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
      if (half.length > 0) this.#halves.push(half);
    }
  }

  /** @param isWaiting whether nothing was heard of an entry yet: nobody asks for the others of a half again */
  next(isWaiting: (record: EntryRecord) => boolean): readonly EntryRecord[] {
    for (let half = this.#halves.shift(); half; half = this.#halves.shift()) {
      const left = half.filter(isWaiting);
      if (left.length > 0) return left;
    }
    const batch: EntryRecord[] = [];
    let limit = 1;
    for (const record of this.#desired) {
      const channel = record.subscription.channel;
      if (batch.length === 0) limit = this.#dialect.symbolsPerRequest(channel);
      if (batch[0] && batch[0].subscription.channel !== channel) continue;
      batch.push(record);
      if (batch.length >= limit) break;
    }
    return batch;
  }
}
