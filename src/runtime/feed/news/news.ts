import type { CoincallError } from "../../../protocol/error";
import { expiryOf } from "./expiries";
import { Gathering } from "./gathering";
import { refusalOf } from "./refusals";

/** Reports what becomes of a node's subscriptions: one error for what happens to several of them together. */
export class News {
  readonly #report: (error: CoincallError) => void;
  readonly #refusals: Gathering<CoincallError>;
  readonly #expiries: Gathering<string>;

  constructor(report: (error: CoincallError) => void) {
    this.#report = report;
    this.#refusals = new Gathering((refusals) => report(refusalOf(refusals)));
    this.#expiries = new Gathering((symbols) => report(expiryOf(symbols)));
  }

  rejected(error: CoincallError): void {
    if (error.code === "COINCALL_REJECTED") this.#refusals.add(error);
    else this.#report(error);
  }

  expired(symbol: string): void {
    this.#expiries.add(symbol);
  }

  close(): void {
    this.#refusals.close();
    this.#expiries.close();
  }
}
