import type { ChoiceReason, Problem } from "../../../market/rolling/problem";
import type { CoincallError } from "../../../protocol/error";
import { expiryOf } from "./expiries";
import { Gathering } from "./gathering";
import { refusalOf } from "./refusals";
import { type Unchosen, unchosenOf } from "./unchosen";

/** Reports what becomes of a node's subscriptions: one error for what happens to several of them together. */
export class News {
  readonly #report: (error: CoincallError) => void;
  readonly #refusals: Gathering<CoincallError>;
  readonly #expiries: Gathering<string>;
  readonly #unchosen: Gathering<Unchosen>;

  constructor(report: (error: CoincallError) => void) {
    this.#report = report;
    this.#refusals = new Gathering((refusals) => report(refusalOf(refusals)));
    this.#expiries = new Gathering((symbols) => report(expiryOf(symbols)));
    this.#unchosen = new Gathering((names) => report(unchosenOf(names)));
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

  close(): void {
    this.#unchosen.close();
    this.#refusals.close();
    this.#expiries.close();
  }
}
