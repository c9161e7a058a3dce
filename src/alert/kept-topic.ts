import type { Hold } from "./telling/hold";
import type { Side, Topic } from "./topic";
import type { Value } from "./values/value";
import type { Extremes } from "./window/extremes";

/**
 * A topic between its messages, in a place that is written over. A new object with each message would be in use still when the
 * engine next looks for garbage, if there are thousands of topics, and to carry it on costs more than to judge the message.
 */
export class KeptTopic {
  // Never anything else than numbers, which the engine then writes over in place. NaN stands for none.
  #at = Number.NaN;
  #heard = Number.NaN;
  #number = Number.NaN;
  /** A value that no number holds, or that came as a text. */
  #text: string | null = null;
  #levels: readonly Value[] = [];
  #lows: Extremes = [];
  #highs: Extremes = [];
  #side: Side | null = null;
  #gapAt: number | null = null;
  #alertedAt: number | null = null;
  #hold: Hold | null = null;
  #isAfterGap = false;
  #isArmed = true;
  #count = 0;
  #unreadable = 0;

  constructor(topic: Topic) {
    this.keep(topic);
  }

  /** ms since 1970; 0 for one that was never heard. */
  get heard(): number {
    return this.#heard || 0;
  }

  keep(topic: Topic): void {
    const { value } = topic;
    this.#at = topic.at ?? Number.NaN;
    this.#heard = topic.heard ?? Number.NaN;
    this.#number = typeof value === "number" ? value : Number.NaN;
    this.#text = typeof value === "string" ? value : null;
    this.#gapAt = topic.gapAt;
    this.#alertedAt = topic.alertedAt;
    this.#levels = topic.levels;
    this.#lows = topic.lows;
    this.#highs = topic.highs;
    this.#side = topic.side;
    this.#hold = topic.hold;
    this.#isAfterGap = topic.isAfterGap;
    this.#isArmed = topic.isArmed;
    this.#count = topic.count;
    this.#unreadable = topic.unreadable;
  }

  /** As it was kept. */
  topic(): Topic {
    return {
      at: orNull(this.#at),
      heard: orNull(this.#heard),
      value: this.#text ?? orNull(this.#number),
      levels: this.#levels,
      lows: this.#lows,
      highs: this.#highs,
      side: this.#side,
      hold: this.#hold,
      isAfterGap: this.#isAfterGap,
      gapAt: this.#gapAt,
      alertedAt: this.#alertedAt,
      count: this.#count,
      isArmed: this.#isArmed,
      unreadable: this.#unreadable,
    };
  }
}

function orNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}
