import { judge, type Message } from "../../../alert/judge";
import { look } from "../../../alert/look";
import { arm, disarm, restarted } from "../../../alert/orders";
import type { Rule } from "../../../alert/rule";
import type { Outcome } from "../../../alert/settle";
import { nextMoment } from "../../../alert/telling/next-moment";
import { NEW_TOPIC, type Topic } from "../../../alert/topic";
import { type SavedTopics, Topics } from "../../../alert/topics";
import type { Verdict } from "../../../alert/verdict";
import { copyOfName } from "../../../protocol/text/names";
import { Due } from "./due";

export interface AlertsEvents {
  /** Without a message: time has passed, or something was armed. */
  tell(name: string, topic: Topic, verdict: Verdict): void;
  /** What is remembered has changed. */
  changed(isUrgent: boolean): void;
  /** The topic heard the longest time ago had to leave for another. */
  left(name: string): void;
}

/** Plain data. */
export interface SavedAlerts {
  readonly isOff: boolean;
  readonly topics: SavedTopics;
  /** Topics whose last message was of the simulator. */
  readonly simulated: readonly string[];
}

/** All topics of a node: what is remembered of each, and when to look at it again. */
export class Alerts {
  readonly #rule: Rule;
  readonly #events: AlertsEvents;
  readonly #due: Due;
  #topics = new Topics();
  readonly #simulated = new Set<string>();
  /** Whether what is new is off. */
  #isOff = false;

  constructor(rule: Rule, events: AlertsEvents) {
    this.#rule = rule;
    this.#events = events;
    this.#due = new Due({
      due: (name, now) => this.#look(name, now),
      putBack: (now) => this.#lookAtAll(now),
    });
  }

  /** Goes on from what `saved` returned once, or from anything else that can be read. */
  restore(saved: unknown): void {
    const { isOff, topics, simulated } = Object(saved) as Record<string, unknown>;
    const now = Date.now();
    this.#isOff = isOff === true;
    this.#topics = new Topics(topics);
    for (const name of Array.isArray(simulated) ? simulated : []) {
      if (this.#topics.has(name)) this.#simulated.add(name);
    }
    for (const [name, topic] of this.#topics.entries()) {
      this.#topics.update(name, restarted(this.#rule, topic, now));
    }
  }

  /** Whatever is due from now on can be told. */
  begin(): void {
    const now = Date.now();
    for (const [name, topic] of this.#topics.entries()) this.#wait(name, topic, now);
  }

  saved(): SavedAlerts {
    return { isOff: this.#isOff, topics: this.#topics.saved(), simulated: [...this.#simulated] };
  }

  get size(): number {
    return this.#topics.size;
  }

  get areSimulated(): boolean {
    return this.#simulated.size > 0 && this.#simulated.size === this.#topics.size;
  }

  entries(): IterableIterator<[string, Topic]> {
    return this.#topics.entries();
  }

  get(name: string): Topic {
    return this.#topics.get(name);
  }

  /** The topic that was heard last. */
  get latest(): string | undefined {
    return this.#topics.latest;
  }

  isSimulated(name: string): boolean {
    return this.#simulated.has(name);
  }

  /** Whether something may be told of it although no message comes: its time comes, or it is armed. */
  awaits(topic: Topic, now: number): boolean {
    if (!this.#canBeDue(topic)) return false;
    return !topic.isArmed || nextMoment(this.#rule, topic, now) !== undefined;
  }

  /** What it tells is told by who calls, with the message. */
  hear(name: string, message: Message, isSimulated: boolean): Outcome {
    const known = this.#topics.find(name);
    const outcome = judge(this.#rule, known ?? this.#newTopic(), message);
    // A name that was cut out of a frame must not hold on to the frame.
    const own = known ? name : copyOfName(name);
    this.#keep(own, outcome.topic);
    if (isSimulated !== this.#simulated.has(own)) this.#markSimulated(own, isSimulated);
    this.#wait(own, outcome.topic, message.now);
    this.#events.changed(outcome.verdicts.length > 0);
    return outcome;
  }

  /** @param name one topic, or all */
  arm(name?: string): void {
    const now = Date.now();
    if (name === undefined) this.#isOff = false;
    for (const each of this.#named(name)) this.#take(each, arm(this.#rule, this.#topics.get(each), now), now);
    this.#events.changed(true);
  }

  /** One that is not known yet will be off, too. */
  disarm(name?: string): void {
    if (name === undefined) this.#isOff = true;
    else if (!this.#topics.has(name)) this.#keep(name, NEW_TOPIC);
    for (const each of this.#named(name)) {
      this.#topics.update(each, disarm(this.#rule, this.#topics.get(each)));
    }
    this.#events.changed(true);
  }

  reset(name?: string): void {
    for (const each of this.#named(name)) this.#forget(each);
    if (name === undefined) this.#isOff = false;
    this.#events.changed(true);
  }

  close(): void {
    this.#due.clear();
  }

  #named(name: string | undefined): readonly string[] {
    if (name === undefined) return Array.from(this.#topics.entries(), ([each]) => each);
    return this.#topics.has(name) ? [name] : [];
  }

  #newTopic(): Topic {
    return this.#isOff ? disarm(this.#rule, NEW_TOPIC) : NEW_TOPIC;
  }

  #look(name: string, now: number): void {
    if (this.#topics.has(name)) this.#take(name, look(this.#rule, this.#topics.get(name), now), now);
  }

  #lookAtAll(now: number): void {
    for (const name of this.#named(undefined)) this.#look(name, now);
  }

  #take(name: string, outcome: Outcome, now: number): void {
    const { topic, verdicts } = outcome;
    this.#topics.update(name, topic);
    for (const verdict of verdicts) this.#events.tell(name, topic, verdict);
    this.#wait(name, topic, now);
    this.#events.changed(verdicts.length > 0);
  }

  #keep(name: string, topic: Topic): void {
    const left = this.#topics.hear(name, topic);
    if (left === undefined) return;
    this.#due.forget(left);
    this.#simulated.delete(left);
    this.#events.left(left);
  }

  #wait(name: string, topic: Topic, now: number): void {
    if (this.#canBeDue(topic)) this.#due.set(name, nextMoment(this.#rule, topic, now));
  }

  #canBeDue({ hold }: Topic): boolean {
    return hold !== null || this.#rule.condition === "silent";
  }

  #markSimulated(name: string, isSimulated: boolean): void {
    if (isSimulated) this.#simulated.add(name);
    else this.#simulated.delete(name);
  }

  #forget(name: string): void {
    this.#topics.forget(name);
    this.#due.forget(name);
    this.#simulated.delete(name);
  }
}
