import type { Dialect } from "../../protocol/dialects";
import type { Subscription } from "../../protocol/subscription";
import { Batches } from "./batches";
import { Counts } from "./counts";
import { type EntryRecord, identityOf, type SubscriptionState } from "./entry";
import { Expiries } from "./expiries";
import { Retries } from "./retries";

/** All that is known of the subscriptions, in each order in which somebody looks for some of them. */
export class Register {
  readonly counts = new Counts();
  readonly batches: Batches;
  readonly retries = new Retries();
  readonly expiries = new Expiries();
  readonly #records = new Map<string, EntryRecord>();

  constructor(dialect: Dialect) {
    this.batches = new Batches(dialect);
  }

  get size(): number {
    return this.#records.size;
  }

  [Symbol.iterator](): IterableIterator<EntryRecord> {
    return this.#records.values();
  }

  get(subscription: Subscription): EntryRecord | undefined {
    return this.#records.get(identityOf(subscription));
  }

  /** @param time ms since 1970 on the exchange's clock */
  add(record: EntryRecord, time: number): void {
    this.#records.set(identityOf(record.subscription), record);
    this.expiries.add(record, time);
    this.batches.add(record);
    this.counts.update(record);
  }

  delete(record: EntryRecord): void {
    this.#records.delete(identityOf(record.subscription));
    this.batches.delete(record);
    this.retries.delete(record);
    this.expiries.delete(record);
    this.setWanted(record, false);
  }

  setWanted(record: EntryRecord, isWanted: boolean): void {
    record.isWanted = isWanted;
    this.counts.update(record);
  }

  become(record: EntryRecord, state: SubscriptionState): void {
    if (record.state === "rejected") this.retries.delete(record);
    record.state = state;
    if (state === "confirmed" || state === "expired") {
      record.problem = undefined;
      record.timesRefused = 0;
      record.timesAlone = 0;
    }
    this.counts.update(record);
    if (state === "desired") this.batches.add(record);
    else this.batches.delete(record);
  }

  /** To be asked for as if never asked. */
  askAfresh(record: EntryRecord): void {
    record.timesUnanswered = 0;
    this.become(record, "desired");
  }

  /** Whether nothing was heard of it since it was asked for. */
  isWaiting(record: EntryRecord): boolean {
    return record.state === "pending" && this.isCurrent(record);
  }

  /** Whether it was not dropped, and perhaps wanted anew as another record. */
  isCurrent(record: EntryRecord): boolean {
    return this.get(record.subscription) === record;
  }
}
