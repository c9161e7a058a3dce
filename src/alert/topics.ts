import { KeptTopics } from "./kept-topics";
import { readTopic } from "./saved-topic";
import { NEW_TOPIC, type Topic } from "./topic";

export const MOST_TOPICS = 5000;

/** Topics by their names, in the order of JSON. */
export type SavedTopics = readonly (readonly [name: string, topic: Topic])[];

/** What is remembered of all topics: at most so many; those leave first that were heard the longest time ago. */
export class Topics {
  readonly #most: number;
  readonly #kept = new KeptTopics();
  /** Their rows, in no order: to keep the one in which they were heard would cost a message more than to judge it. */
  readonly #rows = new Map<string, number>();
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
    return this.#rows.size;
  }

  /** The one that was heard last. */
  get latest(): string | undefined {
    return this.#inOrder().at(-1)?.[0];
  }

  get(name: string): Topic {
    return this.find(name) ?? NEW_TOPIC;
  }

  find(name: string): Topic | undefined {
    const row = this.#rows.get(name);
    return row === undefined ? undefined : this.#kept.topic(row);
  }

  has(name: string): boolean {
    return this.#rows.has(name);
  }

  /** After a message. @returns the topic that had to leave for it */
  hear(name: string, topic: Topic): string | undefined {
    const row = this.#rows.get(name);
    if (row !== undefined) {
      this.#kept.keep(row, topic);
      return undefined;
    }
    const oldest = this.#rows.size >= this.#most ? this.#oldest() : undefined;
    if (oldest !== undefined) this.forget(oldest);
    this.#rows.set(name, this.#kept.add(topic));
    return oldest;
  }

  /** After anything else. */
  update(name: string, topic: Topic): void {
    const row = this.#rows.get(name);
    if (row !== undefined) this.#kept.keep(row, topic);
  }

  forget(name: string): void {
    const row = this.#rows.get(name);
    if (row === undefined) return;
    this.#rows.delete(name);
    this.#kept.remove(row);
  }

  *entries(): IterableIterator<[name: string, topic: Topic]> {
    for (const [name, row] of this.#rows) yield [name, this.#kept.topic(row)];
  }

  /** Plain data; those that were heard last stand last. */
  saved(): SavedTopics {
    return this.#inOrder().map(([name, row]) => [name, this.#kept.topic(row)]);
  }

  #inOrder(): (readonly [name: string, row: number])[] {
    return [...this.#rows].sort(([, one], [, other]) => this.#kept.heard(one) - this.#kept.heard(other));
  }

  #oldest(): string | undefined {
    for (let next = this.#leaving.pop(); next; next = this.#leaving.pop()) {
      const [name, heard] = next;
      const row = this.#rows.get(name);
      if (row !== undefined && this.#kept.heard(row) === heard) return name;
    }
    const [oldest, ...others] = this.#inOrder();
    this.#leaving = others.map(([name, row]) => [name, this.#kept.heard(row)] as const).reverse();
    return oldest?.[0];
  }
}
