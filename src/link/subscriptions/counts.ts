import type { Counted, EntryRecord } from "./entry";

/** How many of the subscriptions that somebody wants are in which state, kept as they change. */
export class Counts {
  readonly #counts: Record<Counted, number> = {
    desired: 0,
    pending: 0,
    confirmed: 0,
    rejected: 0,
    unusable: 0,
    expired: 0,
  };

  of(...kinds: readonly Counted[]): number {
    return kinds.reduce((sum, kind) => sum + this.#counts[kind], 0);
  }

  /** To be called after each change of a record. */
  update(record: EntryRecord): void {
    if (record.countedAs) this.#counts[record.countedAs] -= 1;
    record.countedAs = record.isWanted ? kindOf(record) : undefined;
    if (record.countedAs) this.#counts[record.countedAs] += 1;
  }
}

function kindOf({ state, mayBePushed }: EntryRecord): Counted {
  return state === "rejected" && mayBePushed ? "unusable" : state;
}
