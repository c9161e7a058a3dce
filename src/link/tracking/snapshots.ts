import type { Part, Tracker, UnreadPart } from "./part";

/** Books, Greeks, index prices and the account: each row replaces the one before, and nothing needs remembering. */
export class Snapshots implements Tracker {
  readonly #topic: string | undefined;
  #part: UnreadPart = { topic: "" };

  /** @param topic for rows that name no symbol */
  constructor(topic?: string) {
    this.#topic = topic;
  }

  accept(rows: readonly object[]): readonly Part[] {
    return rows.map((row) => ({ topic: this.#topic ?? (row as { s: string }).s, rows: [row] }));
  }

  unread([symbol, ...others]: readonly string[]): UnreadPart | undefined {
    const topic = this.#topic ?? symbol;
    if (topic === undefined || others.length > 0) return undefined;
    // Nearly always that of the frame before.
    if (topic !== this.#part.topic) this.#part = { topic };
    return this.#part;
  }

  linkLost(): void {}
}
