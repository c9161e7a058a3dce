/** So many messages are held on to, each the last of its topic. */
export const MOST_MESSAGES = 50;

/** The last message, which a form can ask for, and those of a few topics of which more may be told without another. */
export class LatestMessages {
  /** In the order in which they came. */
  readonly #awaiting = new Map<string, object>();
  #last: { readonly topic: string; readonly message: object } | undefined;

  /** @param isAwaiting whether something may be told of it although no message comes */
  heard(topic: string, message: object, isAwaiting: boolean): void {
    this.#last = { topic, message };
    if (isAwaiting) this.#keep(topic, message);
    else if (this.#awaiting.size > 0) this.#awaiting.delete(topic);
  }

  of(topic: string): object | undefined {
    return topic === this.#last?.topic ? this.#last.message : this.#awaiting.get(topic);
  }

  /** The message that came last, of whatever topic. */
  get last(): { readonly topic: string; readonly message: object } | undefined {
    return this.#last;
  }

  forget(topic: string): void {
    this.#awaiting.delete(topic);
    if (topic === this.#last?.topic) this.#last = undefined;
  }

  clear(): void {
    this.#awaiting.clear();
    this.#last = undefined;
  }

  #keep(topic: string, message: object): void {
    this.#awaiting.delete(topic);
    this.#awaiting.set(topic, message);
    if (this.#awaiting.size <= MOST_MESSAGES) return;
    const [oldest] = this.#awaiting.keys();
    if (oldest !== undefined) this.#awaiting.delete(oldest);
  }
}
