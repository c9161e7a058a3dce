import type { EntryRecord } from "./entry";

/** What expires, by its day: an exchange has some dozens of them, whatever is watched. Times are ms since 1970. */
export class Expiries {
  readonly #days = new Map<number, Set<EntryRecord>>();
  /** Over when somebody wanted them: a replay may know them, so that no time ends them. */
  readonly #late = new Set<EntryRecord>();

  /** @param time on the exchange's clock */
  add(record: EntryRecord, time: number): void {
    if (record.expiry === undefined) return;
    record.isLate = record.expiry <= time;
    if (record.isLate) this.#late.add(record);
    else this.#addToDay(record, record.expiry);
  }

  delete(record: EntryRecord): void {
    this.#late.delete(record);
    const day = this.#days.get(record.expiry ?? Number.NaN);
    day?.delete(record);
    if (day?.size === 0) this.#days.delete(record.expiry as number);
  }

  next(time: number): number | undefined {
    return nextExpiry(this.#days.keys(), time);
  }

  /** Takes out what is over by now. */
  takeOver(time: number): readonly EntryRecord[] {
    // What a wrong clock called over has its time to come.
    for (const record of [...this.#late]) {
      if (record.expiry === undefined || record.expiry <= time) continue;
      this.delete(record);
      this.add(record, time);
    }
    const over = Array.from(this.#days).filter(([day]) => day <= time);
    for (const [day] of over) this.#days.delete(day);
    return over.flatMap(([, records]) => [...records]);
  }

  #addToDay(record: EntryRecord, expiry: number): void {
    const day = this.#days.get(expiry) ?? new Set();
    this.#days.set(expiry, day.add(record));
  }
}

/** The first expiry after a moment; what is over but was not taken out yet counts as the first. */
export function nextExpiry(expiries: Iterable<number>, time: number): number | undefined {
  let next: number | undefined;
  for (const expiry of expiries) if (next === undefined || expiry < next) next = expiry;
  return next === undefined ? undefined : Math.max(next, time);
}
