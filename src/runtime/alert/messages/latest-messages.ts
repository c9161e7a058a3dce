/** So many messages are held on to, each the last of its topic. */
export const MOST_MESSAGES = 50;

/** The last messages of a few topics: texts of what comes later are made of them, and a form can ask for them. */
export class LatestMessages {
  /** In the order in which they came. */
  readonly #messages = new Map<string, object>();
  #latest: string | undefined;

  heard(topic: string, message: object): void {
    if (topic !== this.#latest) this.#messages.delete(topic);
    this.#messages.set(topic, message);
    this.#latest = topic;
    if (this.#messages.size <= MOST_MESSAGES) return;
    const [oldest] = this.#messages.keys();
    if (oldest !== undefined) this.#messages.delete(oldest);
  }

  of(topic: string): object | undefined {
    return this.#messages.get(topic);
  }

  /** The topic that was heard last. */
  get latest(): string | undefined {
    return this.#latest;
  }

  forget(topic: string): void {
    this.#messages.delete(topic);
    if (topic === this.#latest) this.#latest = [...this.#messages.keys()].at(-1);
  }

  clear(): void {
    this.#messages.clear();
    this.#latest = undefined;
  }
}
