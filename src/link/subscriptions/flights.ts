import type { Acknowledgement } from "../../protocol/frames";
import { takeAnswered } from "./answers";
import type { EntryRecord } from "./entry";
import type { Part } from "./whole";

/** A request that was sent, with what of it is not answered yet. */
interface Flight extends Part {
  /** ms of the clock that only runs forward. */
  readonly sentAt: number;
}

/** What an answer is about. */
export interface Answered {
  readonly records: readonly EntryRecord[];
  /** The request that asked for it. */
  readonly part: Part;
}

type IsWaiting = (record: EntryRecord) => boolean;

const ACKNOWLEDGEMENT_DEADLINE = 10_000;
const TIMES_ASKED = 2;

/** The requests that have no answer yet. */
export class Flights {
  #inFlight: Flight[] = [];
  /** Asked for in vain as often as it is worth; an answer may come all the same. */
  #givenUp: Flight[] = [];

  get isEmpty(): boolean {
    return this.#inFlight.length === 0;
  }

  clear(): void {
    this.#inFlight = [];
    this.#givenUp = [];
  }

  add(part: Part, now: number): void {
    this.#inFlight.push({ ...part, sentAt: now });
  }

  take(answer: Acknowledgement, isWaiting: IsWaiting): Answered | undefined {
    return takeAnswered(this.#inFlight, answer, isWaiting) ?? takeAnswered(this.#givenUp, answer, isWaiting);
  }

  /** Those whose answer is late. @returns what of them is worth asking for a second and last time */
  takeLate(now: number, isWaiting: IsWaiting): readonly EntryRecord[] {
    const late = this.#inFlight.filter(({ sentAt }) => now - sentAt >= ACKNOWLEDGEMENT_DEADLINE);
    if (late.length === 0) return [];
    this.#inFlight = this.#inFlight.filter((flight) => now - flight.sentAt < ACKNOWLEDGEMENT_DEADLINE);
    for (const { records } of late) for (const record of records) record.timesUnanswered += 1;
    const isGivenUp = (record: EntryRecord) => record.timesUnanswered >= TIMES_ASKED && isWaiting(record);
    this.#givenUp = [...this.#givenUp, ...late].filter(({ records }) => records.some(isGivenUp));
    return recordsOf(late).filter((record) => isWaiting(record) && !isGivenUp(record));
  }

  /** All of them: the exchange did not carry them out. */
  takeAll(): readonly EntryRecord[] {
    const all = recordsOf(this.#inFlight);
    this.#inFlight = [];
    return all;
  }
}

function recordsOf(flights: readonly Flight[]): readonly EntryRecord[] {
  return flights.flatMap(({ records }) => records);
}
