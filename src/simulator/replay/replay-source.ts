/**
 * A recording as a source of frames: each goes out when as much time has gone by since the start as there was in the recording,
 * divided by the speed.
 *
 * It starts a second after the first subscription, so that the others of a flow can follow, and from the beginning again when everybody
 * had gone; once it has ended, the next subscription starts it anew.
 */

import type { Endpoint } from "../../protocol/channels";
import type { PlayedChannel } from "../exchange/channels";
import type { Client, Source, Subscriptions } from "../exchange/source";
import { type Address, Refusal } from "../exchange/topics";
import type { RecordedFrame, Recording } from "./recording";
import { type Wish, wishesOf } from "./subjects";
import { shiftTimes } from "./times";

/** ms between the first subscription and the first frame. */
const LEAD = 1_000;
/** Between the last frame and the first of the next round, ms of the recording. */
const PAUSE = 1_000;
const MINUTE = 60_000;
/** ms between two looks at what is due: they are 10 ms apart while somebody is connected. */
const LONGEST_GAP = 10_000;
const DAY = 86_400_000;

export interface Pace {
  /** 10 makes an hour of six minutes. */
  readonly speed: number;
  /** Whether it begins again when it has ended. */
  readonly loop: boolean;
}

interface Start {
  /** ms since 1970 of the first frame. */
  readonly at: number;
  /** The number of the first frame. */
  readonly count: number;
}

export class ReplaySource implements Source {
  /** ms: the finest that the spacing of frames can be. */
  readonly interval = 10;
  readonly recording: Recording;
  readonly #pace: Pace;
  readonly #roundLength: number;
  /** How many frames are due, or went by, in all rounds. */
  #reached = 0;
  /** The number of the first frame of the round whose times are shifted by `#shift` alone. */
  #origin = 0;
  #start: Start | undefined;
  /** When it was last asked what is due, ms since 1970. */
  #lookedAt = 0;
  /** By how much the times of the first round are shifted, ms. */
  #shift = 0;

  constructor(recording: Recording, pace: Pace) {
    this.recording = recording;
    this.#pace = pace;
    this.#roundLength = recording.duration + PAUSE;
  }

  /** All frames before this number are due. Numbers go on from round to round. */
  get reached(): number {
    return this.#reached;
  }

  frame(number: number): RecordedFrame | undefined {
    return this.recording.frames[number % this.#length];
  }

  /** The text of a frame, with its times moved to the present. */
  text(number: number, { text }: RecordedFrame): string {
    const round = Math.floor((number - this.#origin) / this.#length);
    // Whole minutes, so that candles begin at full ones in later rounds too.
    return shiftTimes(text, this.#shift + round * Math.ceil(this.#roundLength / MINUTE) * MINUTE);
  }

  advance(now: number): void {
    this.#skipGap(now);
    while (this.#start && this.#dueTime(this.#start) <= now) {
      this.#reached += 1;
      if (!this.#pace.loop && this.#isRoundOver()) this.#start = undefined;
    }
  }

  open(endpoint: Endpoint): Subscriptions {
    return new ReplaySubscriptions(this, endpoint);
  }

  left(): void {
    this.#start = undefined;
    this.#reached = Math.ceil(this.#reached / this.#length) * this.#length;
    this.#origin = this.#reached;
  }

  /** Somebody listens. */
  begin(now: number): void {
    if (this.#start) return;
    this.#start = { at: now + LEAD, count: this.#reached };
    // Whole days: the hours stay as they were, and no time lies ahead. See `shiftTimes`.
    if (this.#reached === this.#origin) this.#shift = Math.floor((now - this.recording.begin) / DAY) * DAY;
  }

  /** When the machine slept, or its clock was set, the recording waited. */
  #skipGap(now: number): void {
    const gap = now - this.#lookedAt;
    this.#lookedAt = now;
    if (this.#start && (gap < 0 || gap > LONGEST_GAP)) {
      this.#start = { ...this.#start, at: this.#start.at + gap };
    }
  }

  get #length(): number {
    return this.recording.frames.length;
  }

  #isRoundOver(): boolean {
    return this.#reached % this.#length === 0;
  }

  #dueTime({ at, count }: Start): number {
    const rounds = Math.floor((this.#reached - count) / this.#length);
    const offset = this.frame(this.#reached)?.offset ?? 0;
    return at + (rounds * this.#roundLength + offset) / this.#pace.speed;
  }
}

class ReplaySubscriptions implements Subscriptions {
  readonly #source: ReplaySource;
  readonly #endpoint: Endpoint;
  readonly #wishes = new Map<string, Wish>();
  /** The number of the first frame that the client has not got. */
  #next: number;

  constructor(source: ReplaySource, endpoint: Endpoint) {
    this.#source = source;
    this.#endpoint = endpoint;
    this.#next = source.reached;
  }

  get keys(): readonly string[] {
    return [...this.#wishes.keys()];
  }

  subscribe(channel: PlayedChannel, address: Address, now: number): void {
    for (const wish of this.#knownWishes(channel, address)) this.#wishes.set(wish.key, wish);
    this.#source.begin(now);
  }

  unsubscribe(channel: PlayedChannel, address: Address): void {
    for (const { key } of this.#knownWishes(channel, address)) this.#wishes.delete(key);
  }

  push(_now: number, client: Client): void {
    if (this.#next === this.#source.reached) return;
    const wanted = new Set([...this.#wishes.values()].flatMap(({ subjects }) => subjects));
    for (; this.#next < this.#source.reached; this.#next++) {
      const frame = this.#source.frame(this.#next);
      if (!frame || !this.#isFor(frame, wanted) || (frame.isSnapshot && client.isSlow)) continue;
      client.send(this.#source.text(this.#next, frame));
    }
  }

  #isFor({ endpoint, subjects }: RecordedFrame, wanted: ReadonlySet<string>): boolean {
    return endpoint === this.#endpoint && subjects.some((subject) => wanted.has(subject));
  }

  #knownWishes(channel: PlayedChannel, address: Address): Wish[] {
    const wishes = wishesOf(this.#endpoint, channel, address);
    const known = this.#source.recording.subjects[this.#endpoint];
    const strange = wishes.find(({ subjects }) => !subjects.some((subject) => known.has(subject)));
    if (strange) throw new Refusal(`not in the recording: ${JSON.stringify(strange.key.slice(0, 60))}`);
    return wishes;
  }
}
