import { readTopic } from "./saved-topic";
import { NEW_TOPIC, type Topic } from "./topic";

export const MOST_TOPICS = 5000;

/** Topics by their names, in the order of JSON. */
export type SavedTopics = readonly (readonly [name: string, topic: Topic])[];

/** What is remembered of all topics: at most so many; those leave first that were heard the longest time ago. */
export class Topics {
  readonly #most: number;
  /** In the order in which they were heard. */
  readonly #topics = new Map<string, Topic>();
  /** Which stands last: most often it is heard next, too, and has its place. */
  #latest: string | undefined;

  /** @param saved what `saved` returned once, or anything else: what can't be read is left out */
  constructor(saved?: unknown, most = MOST_TOPICS) {
    this.#most = most;
    if (!Array.isArray(saved)) return;
    for (const entry of saved) {
      const [name, found] = Array.isArray(entry) ? entry : [];
      const topic = readTopic(found);
      if (typeof name === "string" && topic) this.hear(name, topic);
    }
  }

  get size(): number {
    return this.#topics.size;
  }

  /** The one that was heard last. */
  get latest(): string | undefined {
    return [...this.#topics.keys()].at(-1);
  }

  get(name: string): Topic {
    return this.#topics.get(name) ?? NEW_TOPIC;
  }

  has(name: string): boolean {
    return this.#topics.has(name);
  }

  /** After a message. @returns the topic that had to leave for it */
  hear(name: string, topic: Topic): string | undefined {
    if (name !== this.#latest) this.#topics.delete(name);
    this.#topics.set(name, topic);
    this.#latest = name;
    if (this.#topics.size <= this.#most) return undefined;
    const [oldest] = this.#topics.keys();
    if (oldest !== undefined) this.#topics.delete(oldest);
    return oldest;
  }

  /** After anything else. */
  update(name: string, topic: Topic): void {
    if (this.#topics.has(name)) this.#topics.set(name, topic);
  }

  forget(name: string): void {
    this.#topics.delete(name);
  }

  entries(): IterableIterator<[string, Topic]> {
    return this.#topics.entries();
  }

  /** Plain data; those that were heard last stand last. */
  saved(): SavedTopics {
    return [...this.#topics];
  }
}
