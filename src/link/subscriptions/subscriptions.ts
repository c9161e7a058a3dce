import type { Dialect } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import type { Acknowledgement } from "../../protocol/frames";
import { canonical, type Subscription } from "../../protocol/subscription";
import type { Counts } from "./counts";
import { type Entry, type EntryRecord, newRecord, refusal } from "./entry";
import { type Answered, Flights } from "./flights";
import { Register } from "./register";
import { requestOf } from "./request";
import { Unsubscribing } from "./unsubscribing";
import { divided, refusedBy } from "./whole";

/**
 * What the exchange has been asked for on one link and what it said: a state machine without sockets or timers.
 * Requests carry no ids, so an answer is matched with the oldest request that it can be about. `now` is ms of the clock
 * that only runs forward, `time` ms since 1970 on the exchange's clock.
 */
export class Subscriptions {
  readonly #dialect: Dialect;
  readonly #register: Register;
  readonly #flights = new Flights();
  readonly #unsubscribing: Unsubscribing;
  readonly #isWaiting = (record: EntryRecord) => this.#register.isWaiting(record);

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#register = new Register(dialect);
    this.#unsubscribing = new Unsubscribing(dialect);
  }

  get(subscription: Subscription): Entry | undefined {
    return this.#register.get(subscription);
  }

  get size(): number {
    return this.#register.size;
  }

  /** How many of those that somebody wants are in which state. */
  get counts(): Counts {
    return this.#register.counts;
  }

  /** Somebody wants it: what was refused is asked for again, what is over is not. */
  want(subscription: Subscription, time: number): Entry {
    const known = this.#register.get(subscription);
    if (known) return this.#wantAgain(known);
    const record = newRecord(subscription);
    // What waits to be unsubscribed is not: the exchange may be pushing it still.
    record.mayBePushed = this.#unsubscribing.takeBack(subscription);
    this.#register.add(record, time);
    return record;
  }

  /** Nobody wants it any more; somebody may come back to it. */
  leave(entry: Entry): void {
    this.#register.setWanted(entry as EntryRecord, false);
  }

  /** Forgets a subscription, and unsubscribes from it if the exchange may be pushing it. */
  drop(subscription: Subscription): void {
    const record = this.#register.get(subscription);
    if (!record) return;
    this.#register.delete(record);
    this.#unsubscribing.add(record);
  }

  /** A new connection knows nothing of what the last one was asked. What is over is not asked for. */
  linkOpened(): void {
    this.#register.batches.clear();
    this.#unsubscribing.clear();
    this.#flights.clear();
    for (const record of this.#register) {
      record.mayBePushed = false;
      if (record.state !== "expired") this.#register.askAfresh(record);
    }
  }

  /** The next frame to send, and nothing when all has been asked. The caller sees to the pace. */
  nextFrame(now: number): string | undefined {
    return this.#unsubscribing.nextFrame() ?? this.#nextSubscribe(now);
  }

  /** @returns the entries that it changed */
  acknowledge(answer: Acknowledgement, now: number): readonly Entry[] {
    if (answer.unsubscribed) return [];
    const answered = this.#flights.take(answer, this.#isWaiting);
    if (!answered) return [];
    return answer.accepted ? this.#accept(answered) : this.#refuse(answered, answer.reason, now);
  }

  /** Data is as good as an acknowledgement, and better than a refusal. */
  received(entry: Entry): void {
    const record = entry as EntryRecord;
    if (record.state === "confirmed" || record.state === "expired" || !this.#register.isCurrent(record))
      return;
    // It was not asked for yet: this comes of an earlier subscription, which is being unsubscribed.
    if (record.state === "desired" && !record.mayBePushed) return;
    record.mayBePushed = true;
    this.#register.become(record, "confirmed");
  }

  /** Gives up a subscription although the exchange may push it: nothing can be made of its data. */
  reject(entry: Entry, problem: CoincallError): void {
    const record = entry as EntryRecord;
    this.#register.become(record, "rejected");
    record.problem = problem;
  }

  /** Asks a second and last time for what was neither acknowledged nor pushed. */
  askAgain(now: number): void {
    const late = this.#flights.takeLate(now, this.#isWaiting);
    for (const record of late) this.#register.become(record, "desired");
  }

  /** The exchange did not carry out the latest requests, because they came too fast. */
  askAgainForUnanswered(): void {
    const unanswered = this.#flights.takeAll().filter(this.#isWaiting);
    for (const record of unanswered) this.#register.become(record, "desired");
  }

  /** When what was refused is due to be asked for again; `undefined` where nothing was. */
  get nextRetry(): number | undefined {
    return this.#register.retries.next;
  }

  /** Why the first of what waits to be asked for again was refused. */
  get refusal(): CoincallError | undefined {
    return this.#register.retries.first?.problem;
  }

  /** @returns whether there is something refused to ask for again */
  retry(now: number): boolean {
    const due = this.#register.retries.takeDue(now);
    for (const record of due) this.#register.askAfresh(record);
    return due.length > 0;
  }

  /** The exchange's list has these symbols. @returns whether one of them was refused, and not on the list before */
  listed(symbols: readonly string[]): boolean {
    const refused = [...this.#register.retries];
    if (refused.length === 0) return false;
    const listed = new Set(symbols.map(canonical));
    for (const record of refused) {
      const isNew = !record.isListed;
      record.isListed = record.names.some((name) => listed.has(name));
      if (record.isListed && isNew) this.#register.askAfresh(record);
    }
    return this.#register.retries.size < refused.length;
  }

  /** When the next of them is over; `undefined` where none ever is. */
  nextExpiry(time: number): number | undefined {
    return this.#register.expiries.next(time);
  }

  /** @returns the entries that are over since they were last looked at */
  expire(time: number): readonly Entry[] {
    const over = this.#register.expiries.takeOver(time);
    for (const record of over) this.#end(record);
    return over;
  }

  get hasFrames(): boolean {
    return !this.#unsubscribing.isEmpty || !this.#register.batches.isEmpty;
  }

  get awaitsAnswers(): boolean {
    return !this.#flights.isEmpty;
  }

  /** Whether nothing of what somebody wants can be heard: all of it was refused, or is over. */
  get isMute(): boolean {
    const audible = this.counts.of("desired", "pending", "confirmed", "unusable");
    return audible === 0 && this.counts.of("rejected", "expired") > 0;
  }

  #wantAgain(record: EntryRecord): Entry {
    this.#register.setWanted(record, true);
    if (record.state !== "rejected") return record;
    record.timesRefused = 0;
    record.isListed = false;
    this.#register.askAfresh(record);
    record.problem = undefined;
    return record;
  }

  #accept({ records }: Answered): readonly Entry[] {
    const accepted = records.filter(
      (record) => this.#register.isCurrent(record) && isOpenToAcceptance(record),
    );
    for (const record of accepted) {
      record.mayBePushed = true;
      this.#register.become(record, "confirmed");
    }
    return accepted;
  }

  #refuse({ records, part }: Answered, reason: string, now: number): readonly Entry[] {
    const waiting = records.filter(this.#isWaiting);
    if (records.length > 1) {
      this.#register.batches.addParts(divided(part, waiting, reason));
      return [];
    }
    for (const record of waiting) this.#refuseOne(record, reason, now);
    const others = part.whole && waiting.length > 0 ? refusedBy(part.whole, reason) : [];
    const alsoRefused = others.filter(this.#isWaiting);
    for (const record of alsoRefused) this.#refuseOne(record, reason, now);
    return [...waiting, ...alsoRefused];
  }

  #refuseOne(record: EntryRecord, reason: string, now: number): void {
    record.mayBePushed = false;
    if (record.isLate) {
      this.#end(record);
      return;
    }
    this.#register.become(record, "rejected");
    record.problem = refusal(record, reason);
    record.timesRefused += 1;
    this.#register.retries.add(record, now);
  }

  /** It is over, and never asked for again. */
  #end(record: EntryRecord): void {
    this.#register.expiries.delete(record);
    this.#register.become(record, "expired");
    this.#unsubscribing.add(record);
  }

  #nextSubscribe(now: number): string | undefined {
    const part = this.#register.batches.next(this.#isWaiting);
    const [first, ...others] = part?.records ?? [];
    if (!part || !first) return undefined;
    for (const record of part.records) {
      this.#register.become(record, "pending");
      record.mayBePushed = true;
      record.firstAsked ??= now;
    }
    this.#flights.add(part, now);
    const rest = others.map(({ subscription }) => subscription);
    return this.#dialect.subscribe(requestOf([first.subscription, ...rest]));
  }
}

/** A refusal can be taken back, as long as it was the exchange's. */
function isOpenToAcceptance({ state, mayBePushed }: EntryRecord): boolean {
  return state === "pending" || (state === "rejected" && !mayBePushed);
}
