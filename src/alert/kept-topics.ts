import type { Hold } from "./telling/hold";
import { NEW_TOPIC, type Side, type Topic } from "./topic";
import type { Value } from "./values/value";
import type { Extremes } from "./window/extremes";

/** Where each number of a topic stands in its row. NaN stands for none. */
const AT = 0;
const HEARD = 1;
const NUMBER = 2;
const GAP_AT = 3;
const ALERTED_AT = 4;
const COUNT = 5;
const UNREADABLE = 6;
const FLAGS = 7;
/** So many numbers a row: what a processor fetches from memory at once. */
const WIDTH = 8;

const AFTER_GAP = 1;
const DISARMED = 2;
const ABOVE = 4;
const BELOW = 8;

/** What of a topic is no number. */
interface Rest {
  /** A value that no number holds, or that came as a text. */
  readonly text: string | null;
  readonly levels: readonly Value[];
  readonly lows: Extremes;
  readonly highs: Extremes;
  readonly hold: Hold | null;
}

/**
 * Topics between their messages, each in a row of its own: numbers side by side, and what is no number in an object that
 * those share which have nothing of their own in it. An object a topic, with its numbers in further ones, would be fetched from
 * eight places of the memory with each message where there are thousands, and a new one with each message would be in use
 * still when the engine next looks for garbage: each costs more than to judge the message.
 */
export class KeptTopics {
  #numbers = new Float64Array(WIDTH);
  readonly #rests: Rest[] = [];
  /** Rows of topics that left. */
  readonly #free: number[] = [];
  /** Of a topic of which nothing holds and nothing is wrong. */
  #usual: Rest = restOf(NEW_TOPIC);

  /** @returns its row */
  add(topic: Topic): number {
    const row = this.#free.pop() ?? this.#rests.length;
    if ((row + 1) * WIDTH > this.#numbers.length) this.#grow();
    this.#rests[row] = this.#usual;
    this.keep(row, topic);
    return row;
  }

  remove(row: number): void {
    this.#rests[row] = this.#usual;
    this.#free.push(row);
  }

  /** ms since 1970; 0 for one that was never heard. */
  heard(row: number): number {
    return this.#numbers[row * WIDTH + HEARD] || 0;
  }

  keep(row: number, topic: Topic): void {
    const numbers = this.#numbers;
    const start = row * WIDTH;
    const { value } = topic;
    numbers[start + AT] = topic.at ?? Number.NaN;
    numbers[start + HEARD] = topic.heard ?? Number.NaN;
    numbers[start + NUMBER] = typeof value === "number" ? value : Number.NaN;
    numbers[start + GAP_AT] = topic.gapAt ?? Number.NaN;
    numbers[start + ALERTED_AT] = topic.alertedAt ?? Number.NaN;
    numbers[start + COUNT] = topic.count;
    numbers[start + UNREADABLE] = topic.unreadable;
    numbers[start + FLAGS] = flagsOf(topic);
    if (!isRestOf(this.#rests[row] as Rest, topic)) this.#rests[row] = this.#restOf(topic);
  }

  /** As it was kept. */
  topic(row: number): Topic {
    const numbers = this.#numbers;
    const start = row * WIDTH;
    const flags = numbers[start + FLAGS] as number;
    const { text, levels, lows, highs, hold } = this.#rests[row] as Rest;
    return {
      at: orNull(numbers[start + AT]),
      heard: orNull(numbers[start + HEARD]),
      value: text ?? orNull(numbers[start + NUMBER]),
      levels,
      lows,
      highs,
      side: sideIn(flags),
      hold,
      isAfterGap: (flags & AFTER_GAP) !== 0,
      gapAt: orNull(numbers[start + GAP_AT]),
      alertedAt: orNull(numbers[start + ALERTED_AT]),
      count: numbers[start + COUNT] as number,
      isArmed: (flags & DISARMED) === 0,
      unreadable: numbers[start + UNREADABLE] as number,
    };
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#numbers.length);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  #restOf(topic: Topic): Rest {
    if (isRestOf(this.#usual, topic)) return this.#usual;
    const rest = restOf(topic);
    if (topic.hold === null && rest.text === null && isUnmoved(topic)) this.#usual = rest;
    return rest;
  }
}

function isUnmoved({ lows, highs }: Topic): boolean {
  return lows.length === 0 && highs.length === 0;
}

function restOf({ value, levels, lows, highs, hold }: Topic): Rest {
  return { text: typeof value === "string" ? value : null, levels, lows, highs, hold };
}

function isRestOf(rest: Rest, { value, levels, lows, highs, hold }: Topic): boolean {
  return (
    rest.hold === hold &&
    rest.levels === levels &&
    rest.lows === lows &&
    rest.highs === highs &&
    rest.text === (typeof value === "string" ? value : null)
  );
}

function flagsOf({ side, isAfterGap, isArmed }: Topic): number {
  const sides = side === "above" ? ABOVE : side === "below" ? BELOW : 0;
  return (isAfterGap ? AFTER_GAP : 0) | (isArmed ? 0 : DISARMED) | sides;
}

function sideIn(flags: number): Side | null {
  if (flags & ABOVE) return "above";
  return flags & BELOW ? "below" : null;
}

function orNull(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number;
}
