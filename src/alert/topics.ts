import { KeptTopic } from "./kept-topic";
import { readTopic } from "./saved-topic";
import { NEW_TOPIC, type Topic } from "./topic";

export const MOST_TOPICS = 5000;

/** Topics by their names, in the order of JSON. */
export type SavedTopics = readonly (readonly [name: string, topic: Topic])[];

/** What is remembered of all topics: at most so many; those leave first that were heard the longest time ago. */
export class Topics {
  readonly #most: number;
  /** In no order: to keep the one in which they were heard would cost a message more than to judge it. */
  readonly #topics = new Map<string, KeptTopic>();
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
    return this.#inOrder().at(-1)?.[0];
  }

  get(name: string): Topic {
    return this.find(name) ?? NEW_TOPIC;
  }

  find(name: string): Topic | undefined {
    return this.#topics.get(name)?.topic();
  }

  has(name: string): boolean {
    return this.#topics.has(name);
  }

  /** After a message. @returns the topic that had to leave for it */
  hear(name: string, topic: Topic): string | undefined {
    const known = this.#topics.get(name);
    if (known) {
      known.keep(topic);
      return undefined;
    }
    const oldest = this.#topics.size >= this.#most ? this.#oldest() : undefined;
    if (oldest !== undefined) this.#topics.delete(oldest);
    this.#topics.set(name, new KeptTopic(topic));
    return oldest;
  }

  /** After anything else. */
  update(name: string, topic: Topic): void {
    this.#topics.get(name)?.keep(topic);
  }

  forget(name: string): void {
    this.#topics.delete(name);
  }

  *entries(): IterableIterator<[name: string, topic: Topic]> {
    for (const [name, kept] of this.#topics) yield [name, kept.topic()];
  }

  /** Plain data; those that were heard last stand last. */
  saved(): SavedTopics {
    return this.#inOrder().map(([name, kept]) => [name, kept.topic()]);
  }

  #inOrder(): (readonly [name: string, kept: KeptTopic])[] {
    return [...this.#topics].sort(([, one], [, other]) => one.heard - other.heard);
  }

  #oldest(): string | undefined {
    for (let next = this.#leaving.pop(); next; next = this.#leaving.pop()) {
      const [name, heard] = next;
      if (this.#topics.get(name)?.heard === heard) return name;
    }
    const [oldest, ...others] = this.#inOrder();
    this.#leaving = others.map(([name, { heard }]) => [name, heard] as const).reverse();
    return oldest?.[0];
  }
}
