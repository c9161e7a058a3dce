import type { Update } from "../../../link/feed/update";
import { ownRow } from "../../../protocol/rows/own-row";

/**
 * Rows of a chain that wait for the same message, of each option the newest. They are gathered in one place: to make a
 * new list with each frame would take longer the more of them wait.
 */
export class GatheredRows implements Update {
  readonly isOwn = true;
  readonly topic: string;
  readonly subscription: Update["subscription"];
  frame: Update["frame"];
  sent: Update["sent"];
  connection: number;
  asked: number;
  readonly #newest = new Map<string, object>();

  constructor(first: Update) {
    this.topic = first.topic;
    this.subscription = first.subscription;
    this.frame = first.frame;
    this.sent = first.sent;
    this.connection = first.connection;
    this.asked = first.asked;
    this.add(first);
  }

  get rows(): readonly object[] {
    return [...this.#newest.values()];
  }

  get symbols(): readonly string[] {
    return [...this.#newest.keys()];
  }

  get count(): number {
    return this.#newest.size;
  }

  add(update: Update): this {
    this.frame = update.frame;
    this.sent = update.sent;
    this.connection = update.connection;
    this.asked = update.asked;
    for (const row of update.rows) {
      const own = ownRow("optionChain", row) as { s: string };
      this.#newest.set(own.s, own);
    }
    return this;
  }
}
