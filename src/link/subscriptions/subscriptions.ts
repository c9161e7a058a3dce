import type { Channel } from "../../protocol/channels";
import type { Dialect, SubscriptionRequest } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import type { Acknowledgement } from "../../protocol/frames";
import type { Subscription } from "../../protocol/subscription";
import { takeAnswered, type Unanswered } from "./answers";
import { Batches } from "./batches";
import {
  type Entry,
  type EntryRecord,
  identityOf,
  newRecord,
  refusal,
  type SubscriptionState,
} from "./entry";

/** A request that was sent, with what of it is not answered yet. */
interface InFlight extends Unanswered<EntryRecord> {
  /** ms of the clock that only runs forward. */
  readonly sentAt: number;
}

const ACKNOWLEDGEMENT_DEADLINE = 10_000;
const TIMES_ASKED = 2;

/**
 * What the exchange has been asked for on one link and what it said: a state machine without sockets or timers.
 * Requests carry no ids, so an answer is matched with the oldest request that it can be about.
 */
export class Subscriptions {
  readonly #dialect: Dialect;
  readonly #records = new Map<string, EntryRecord>();
  readonly #batches: Batches;
  /** By what identifies them, in the order in which they were dropped. */
  readonly #unsubscribing = new Map<string, Subscription>();
  #inFlight: InFlight[] = [];
  /** Asked for in vain as often as it is worth; an answer may come all the same. */
  #givenUp: InFlight[] = [];

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#batches = new Batches(dialect);
  }

  get(subscription: Subscription): Entry | undefined {
    return this.#records.get(identityOf(subscription));
  }

  get size(): number {
    return this.#records.size;
  }

  entries(): Iterable<Entry> {
    return this.#records.values();
  }

  want(subscription: Subscription): Entry {
    const known = this.#records.get(identityOf(subscription));
    if (known) {
      if (known.state === "rejected") this.#askAfresh(known);
      return known;
    }
    const record = newRecord(subscription);
    // What waits to be unsubscribed is not: the exchange may be pushing it still.
    record.mayBePushed = this.#unsubscribing.delete(identityOf(subscription));
    this.#records.set(identityOf(subscription), record);
    this.#batches.add(record);
    return record;
  }

  /** Forgets a subscription, and unsubscribes from it if the exchange may be pushing it. */
  drop(subscription: Subscription): void {
    const record = this.#records.get(identityOf(subscription));
    if (!record) return;
    this.#records.delete(identityOf(subscription));
    this.#batches.delete(record);
    if (record.mayBePushed && this.#dialect.canUnsubscribe) {
      this.#unsubscribing.set(identityOf(subscription), record.subscription);
    }
  }

  /** A new connection knows nothing of what the last one was asked. */
  linkOpened(): void {
    this.#batches.clear();
    this.#unsubscribing.clear();
    this.#inFlight = [];
    this.#givenUp = [];
    for (const record of this.#records.values()) {
      record.mayBePushed = false;
      this.#askAfresh(record);
    }
  }

  /** The next frame to send, and nothing when all has been asked. The caller sees to the pace. */
  nextFrame(now: number): string | undefined {
    return this.#nextUnsubscribe() ?? this.#nextSubscribe(now);
  }

  /** @returns the entries that it changed */
  acknowledge(answer: Acknowledgement): readonly Entry[] {
    if (answer.unsubscribed) return [];
    const isWaiting = (record: EntryRecord) => this.#isWaiting(record);
    const inFlight = takeAnswered(this.#inFlight, answer, isWaiting);
    const answered = inFlight.length > 0 ? inFlight : takeAnswered(this.#givenUp, answer, isWaiting);
    const waiting = answered.filter(isWaiting);
    if (answer.accepted) for (const record of waiting) this.#become(record, "confirmed");
    else this.#refuse(answered, waiting, answer.reason);
    return waiting;
  }

  /** Data is as good as an acknowledgement, and better than a refusal. */
  received(entry: Entry): void {
    const record = entry as EntryRecord;
    if (record.state === "confirmed" || !this.#isCurrent(record)) return;
    // It was not asked for yet: this comes of an earlier subscription, which is being unsubscribed.
    if (record.state === "desired" && !record.mayBePushed) return;
    record.mayBePushed = true;
    this.#become(record, "confirmed");
  }

  /** Gives up a subscription although the exchange may push it: nothing can be made of its data. */
  reject(entry: Entry, problem: CoincallError): void {
    const record = entry as EntryRecord;
    this.#become(record, "rejected");
    record.problem = problem;
  }

  /** Asks a second and last time for what was neither acknowledged nor pushed. */
  askAgain(now: number): void {
    const late = this.#inFlight.filter(({ sentAt }) => now - sentAt >= ACKNOWLEDGEMENT_DEADLINE);
    this.#inFlight = this.#inFlight.filter((flight) => !late.includes(flight));
    for (const { records } of late) for (const record of records) record.timesUnanswered += 1;
    const isGivenUp = (record: EntryRecord) =>
      record.timesUnanswered >= TIMES_ASKED && this.#isWaiting(record);
    this.#givenUp = [...this.#givenUp, ...late].filter(({ records }) => records.some(isGivenUp));
    this.#askFor(late, (record) => !isGivenUp(record));
  }

  /** The exchange did not carry out the latest requests, because they came too fast. */
  askAgainForUnanswered(): void {
    const unanswered = this.#inFlight;
    this.#inFlight = [];
    this.#askFor(unanswered, () => true);
  }

  get hasFrames(): boolean {
    return this.#unsubscribing.size > 0 || !this.#batches.isEmpty;
  }

  get awaitsAnswers(): boolean {
    return this.#inFlight.length > 0;
  }

  #askFor(flights: readonly InFlight[], wanted: (record: EntryRecord) => boolean): void {
    for (const { records } of flights) {
      for (const record of records) {
        if (this.#isWaiting(record) && wanted(record)) this.#become(record, "desired");
      }
    }
  }

  #refuse(answered: readonly EntryRecord[], waiting: readonly EntryRecord[], reason: string): void {
    if (answered.length === 1) {
      for (const record of waiting) {
        this.reject(record, refusal(record, reason));
        record.mayBePushed = false;
      }
      return;
    }
    this.#batches.halve(waiting);
  }

  #nextUnsubscribe(): string | undefined {
    const [first] = this.#unsubscribing.values();
    if (!first) return undefined;
    const limit = this.#dialect.symbolsPerRequest(first.channel);
    const batch: [Subscription, ...Subscription[]] = [first];
    for (const subscription of this.#unsubscribing.values()) {
      if (batch.length >= limit) break;
      if (subscription !== first && subscription.channel === first.channel) batch.push(subscription);
    }
    for (const subscription of batch) this.#unsubscribing.delete(identityOf(subscription));
    return this.#dialect.unsubscribe(requestOf(first.channel, batch));
  }

  #nextSubscribe(now: number): string | undefined {
    const [first, ...others] = this.#batches.next((record) => this.#isWaiting(record));
    if (!first) return undefined;
    const records = [first, ...others];
    for (const record of records) {
      this.#become(record, "pending");
      record.mayBePushed = true;
      record.firstAsked ??= now;
    }
    const request = requestOf(first.subscription.channel, [
      first.subscription,
      ...others.map(({ subscription }) => subscription),
    ]);
    this.#inFlight.push({ records, sentAt: now });
    return this.#dialect.subscribe(request);
  }

  #askAfresh(record: EntryRecord): void {
    record.timesUnanswered = 0;
    this.#become(record, "desired");
  }

  #become(record: EntryRecord, state: SubscriptionState): void {
    record.state = state;
    record.problem = undefined;
    if (state === "desired") this.#batches.add(record);
    else this.#batches.delete(record);
  }

  #isWaiting(record: EntryRecord): boolean {
    return record.state === "pending" && this.#isCurrent(record);
  }

  #isCurrent(record: EntryRecord): boolean {
    return this.#records.get(identityOf(record.subscription)) === record;
  }
}

function requestOf(
  channel: Channel,
  subscriptions: SubscriptionRequest["subscriptions"],
): SubscriptionRequest {
  return { channel, endpoint: subscriptions[0].endpoint, subscriptions };
}
