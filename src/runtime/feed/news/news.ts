import type { ChoiceReason, Problem } from "../../../market/rolling/problem";
import type { CoincallError } from "../../../protocol/error";
import { expiryOf } from "./expiries";
import { Gathering } from "./gathering";
import { type Missed, missedOf } from "./missed";
import { refusalOf } from "./refusals";
import { type Unchosen, unchosenOf } from "./unchosen";

/** ms; of an outage one after the other can prove to be lost, whenever something live comes. */
const PAST_PAUSE = 60_000;

/** Reports what becomes of a node's subscriptions: one error for what happens to several of them together. */
export class News {
  readonly #report: (error: CoincallError) => void;
  readonly #refusals: Gathering<CoincallError>;
  readonly #expiries: Gathering<string>;
  readonly #unchosen: Gathering<Unchosen>;
  readonly #missed: Gathering<readonly Missed[]>;

  /** @param wordsOf of an error, as they may be shown */
  constructor(report: (error: CoincallError) => void, wordsOf: (error: CoincallError) => string) {
    this.#report = report;
    this.#refusals = new Gathering((refusals) => report(refusalOf(refusals)));
    this.#expiries = new Gathering((symbols) => report(expiryOf(symbols)));
    this.#unchosen = new Gathering((names) => report(unchosenOf(names)));
    this.#missed = new Gathering((missed) => report(missedOf(missed.flat(), wordsOf)), PAST_PAUSE);
  }

  rejected(error: CoincallError): void {
    if (error.code === "COINCALL_REJECTED") this.#refusals.add(error);
    else this.#report(error);
  }

  expired(symbol: string): void {
    this.#expiries.add(symbol);
  }

  /** A rolling name has been nothing for a while. */
  unchosen(name: string, problem: Problem<ChoiceReason>): void {
    this.#unchosen.add({ name, problem });
  }

  /** Something of the past could not be had, and nothing more is asked for. */
  missed(missed: readonly Missed[]): void {
    this.#missed.add(missed);
  }

  close(): void {
    this.#missed.close();
    this.#unchosen.close();
    this.#refusals.close();
    this.#expiries.close();
  }
}
