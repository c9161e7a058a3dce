import { readTopic } from "./saved-topic";
import { NEW_TOPIC, type Topic } from "./topic";

export const MOST_TOPICS = 5000;

/** Topics by their names, in the order of JSON. */
export type SavedTopics = readonly (readonly [name: string, topic: Topic])[];

/** What is remembered of all topics: at most so many; those leave first that were heard the longest time ago. */
export class Topics {
  readonly #most: number;
  /** In no order: to keep the one in which they were heard would cost a message more than to judge it. */
  readonly #topics = new Map<string, Topic>();
  /** Who would leave next, the next one last, unless it was heard again. */
  #leaving: (readonly [name: string, heard: number])[] = [];

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
    return this.saved().at(-1)?.[0];
  }

  get(name: string): Topic {
    return this.#topics.get(name) ?? NEW_TOPIC;
  }

  has(name: string): boolean {
    return this.#topics.has(name);
  }

  /** After a message. @returns the topic that had to leave for it */
  hear(name: string, topic: Topic): string | undefined {
    const isFull = this.#topics.size >= this.#most && !this.#topics.has(name);
    const oldest = isFull ? this.#oldest() : undefined;
    if (oldest !== undefined) this.#topics.delete(oldest);
    this.#topics.set(name, topic);
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
    return [...this.#topics].sort(([, one], [, other]) => heardAt(one) - heardAt(other));
  }

  #oldest(): string | undefined {
    for (;;) {
      const next = this.#leaving.pop();
      if (!next) break;
      const topic = this.#topics.get(next[0]);
      if (topic && heardAt(topic) === next[1]) return next[0];
    }
    const [oldest, ...others] = this.saved();
    this.#leaving = others.map(([name, topic]) => [name, heardAt(topic)] as const).reverse();
    return oldest?.[0];
  }
}

function heardAt({ heard }: Topic): number {
  return heard ?? 0;
}
