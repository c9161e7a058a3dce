import { type Part, type Tracker, UnreadPart } from "./part";

/** Books, Greeks, index prices and the account: each row replaces the one before, and nothing needs remembering. */
export class Snapshots implements Tracker {
  readonly #topic: string | undefined;

  /** @param topic for rows that name no symbol */
  constructor(topic?: string) {
    this.#topic = topic;
  }

  accept(rows: readonly object[]): readonly Part[] {
    return rows.map((row) => ({ topic: this.#topic ?? (row as { s: string }).s, rows: [row] }));
  }

  unread([symbol, ...others]: readonly string[]): UnreadPart | undefined {
    const topic = this.#topic ?? symbol;
    return topic === undefined || others.length > 0 ? undefined : new UnreadPart(topic);
  }

  linkLost(): void {}
}
