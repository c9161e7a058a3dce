import { type Channel, channelOf } from "../protocol/channels";
import type { Dialect, SubscriptionRequest } from "../protocol/dialects";
import { CoincallError } from "../protocol/error";
import type { Acknowledgement } from "../protocol/frames";
import { canonical, type Subscription } from "../protocol/subscription";
import { parseOption } from "../protocol/symbols";

/**
 * `desired`: to be asked for · `pending`: asked for · `confirmed`: acknowledged, or its data came · `rejected`: the
 * exchange said no.
 */
export type SubscriptionState = "desired" | "pending" | "confirmed" | "rejected";

/** What is known of one subscription. Only `Subscriptions` changes it. */
export interface Entry {
  readonly subscription: Subscription;
  readonly state: SubscriptionState;
  /** Why it was rejected. */
  readonly problem: CoincallError | undefined;
  /** When the exchange was first asked, ms of the clock that only runs forward. */
  readonly firstAsked: number | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface EntryRecord extends Mutable<Entry> {
  /** How often the deadline of an answer passed, on this connection. */
  timesUnanswered: number;
  /** Whether the exchange may be pushing it, on this connection. */
  mayBePushed: boolean;
}

interface InFlight {
  readonly request: SubscriptionRequest;
  readonly records: readonly EntryRecord[];
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
  /** In the order in which they became desired. */
  readonly #desired = new Set<EntryRecord>();
  /** Parts of a batch that was refused whole: they must not grow together again. */
  #halves: EntryRecord[][] = [];
  #unsubscribing: Subscription[] = [];
  #inFlight: InFlight[] = [];
  /** Asked for in vain as often as it is worth; an answer may come all the same. */
  #givenUp: InFlight[] = [];

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
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
    this.#records.set(identityOf(subscription), record);
    this.#desired.add(record);
    return record;
  }

  /** Forgets a subscription, and unsubscribes from it if the exchange may be pushing it. */
  drop(subscription: Subscription): void {
    const record = this.#records.get(identityOf(subscription));
    if (!record) return;
    this.#records.delete(identityOf(subscription));
    this.#desired.delete(record);
    if (record.mayBePushed && this.#dialect.canUnsubscribe) this.#unsubscribing.push(record.subscription);
  }

  /** A new connection knows nothing of what the last one was asked. */
  linkOpened(): void {
    this.#desired.clear();
    this.#halves = [];
    this.#unsubscribing = [];
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
    const flight = take(this.#inFlight, answer) ?? take(this.#givenUp, answer);
    if (!flight) return [];
    const waiting = flight.records.filter((record) => this.#isWaiting(record));
    if (answer.accepted) for (const record of waiting) this.#become(record, "confirmed");
    else this.#refuse(flight, waiting, answer.reason);
    return waiting;
  }

  /** Data is as good as an acknowledgement, and better than a refusal. */
  received(entry: Entry): void {
    const record = entry as EntryRecord;
    if (record.state === "confirmed" || !this.#isCurrent(record)) return;
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
    return this.#unsubscribing.length > 0 || this.#desired.size > 0 || this.#halves.length > 0;
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

  #refuse(flight: InFlight, waiting: readonly EntryRecord[], reason: string): void {
    if (flight.records.length === 1) {
      for (const record of waiting) {
        this.reject(record, refusal(record, reason));
        record.mayBePushed = false;
      }
      return;
    }
    // One of them is unknown to the exchange, and it does not say which: halve the batch until it stands alone.
    const middle = Math.ceil(waiting.length / 2);
    for (const half of [waiting.slice(0, middle), waiting.slice(middle)]) {
      if (half.length > 0) this.#halves.push(half);
    }
  }

  #nextUnsubscribe(): string | undefined {
    const first = this.#unsubscribing[0];
    if (!first) return undefined;
    const alike = this.#unsubscribing.filter(({ channel }) => channel === first.channel);
    const [head = first, ...tail] = alike.slice(0, this.#dialect.symbolsPerRequest(first.channel));
    const sent = new Set([head, ...tail]);
    this.#unsubscribing = this.#unsubscribing.filter((subscription) => !sent.has(subscription));
    return this.#dialect.unsubscribe(requestOf(head.channel, [head, ...tail]));
  }

  #nextSubscribe(now: number): string | undefined {
    const [first, ...others] = this.#nextBatch();
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
    this.#inFlight.push({ request, records, sentAt: now });
    return this.#dialect.subscribe(request);
  }

  #nextBatch(): readonly EntryRecord[] {
    for (let half = this.#halves.shift(); half; half = this.#halves.shift()) {
      const left = half.filter((record) => this.#isWaiting(record));
      if (left.length > 0) return left;
    }
    const batch: EntryRecord[] = [];
    let limit = 1;
    for (const record of this.#desired) {
      const channel = record.subscription.channel;
      if (batch.length === 0) limit = this.#dialect.symbolsPerRequest(channel);
      if (batch[0] && batch[0].subscription.channel !== channel) continue;
      batch.push(record);
      if (batch.length >= limit) break;
    }
    return batch;
  }

  #askAfresh(record: EntryRecord): void {
    record.timesUnanswered = 0;
    this.#become(record, "desired");
  }

  #become(record: EntryRecord, state: SubscriptionState): void {
    record.state = state;
    record.problem = undefined;
    if (state === "desired") this.#desired.add(record);
    else this.#desired.delete(record);
  }

  #isWaiting(record: EntryRecord): boolean {
    return record.state === "pending" && this.#isCurrent(record);
  }

  #isCurrent(record: EntryRecord): boolean {
    return this.#records.get(identityOf(record.subscription)) === record;
  }
}

function identityOf({ channel, key }: Subscription): string {
  return `${channel.name} ${key}`;
}

function newRecord(subscription: Subscription): EntryRecord {
  return {
    subscription,
    state: "desired",
    problem: undefined,
    firstAsked: undefined,
    timesUnanswered: 0,
    mayBePushed: false,
  };
}

/** The oldest request that an answer can be about, taken out of the list. */
function take(flights: InFlight[], answer: Acknowledgement): InFlight | undefined {
  const index = flights.findIndex(({ request }) => isAbout(answer, request));
  return index < 0 ? undefined : flights.splice(index, 1)[0];
}

function refusal({ subscription }: EntryRecord, reason: string): CoincallError {
  const values = { symbol: subscription.label, reason };
  return new CoincallError("COINCALL_REJECTED", reason === "" ? "rejected" : "rejectedBecause", values);
}

function requestOf(
  channel: Channel,
  subscriptions: SubscriptionRequest["subscriptions"],
): SubscriptionRequest {
  return { channel, endpoint: subscriptions[0].endpoint, subscriptions };
}

/** Whether an answer can be about a request: what it leaves out, it does not contradict. */
function isAbout(answer: Acknowledgement, request: SubscriptionRequest): boolean {
  const { channel, endpoint, subscriptions } = request;
  if (answer.dataType !== undefined && answer.dataType !== channel.dataType) return false;
  if (answer.dt !== undefined && channelOf(endpoint, answer.dt) !== channel) return false;
  if (answer.symbols === undefined) return true;
  const asked = new Set(subscriptions.flatMap(namesOf));
  return answer.symbols.every((symbol) => asked.has(canonical(symbol)));
}

/** An option's chain is asked for by its underlying, whatever option the user named. */
function namesOf({ channel, symbol }: Subscription): string[] {
  const name = canonical(symbol);
  return channel.addressing === "chain" ? [name, parseOption(symbol)?.underlying ?? symbol] : [name];
}
