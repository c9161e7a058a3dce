import { CoincallError } from "../../protocol/error";

const MINUTE = 60_000;

/** Reports the first frame that can't be read, and after that a count a minute: a broken feed must not flood a log. */
export class FrameProblems {
  readonly #report: (error: CoincallError) => void;
  #count = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(report: (error: CoincallError) => void) {
    this.#report = report;
  }

  add(error: CoincallError): void {
    if (this.#timer) {
      this.#count += 1;
      return;
    }
    this.#timer = setTimeout(() => this.#minutePassed(), MINUTE);
    this.#report(error);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #minutePassed(): void {
    this.#timer = undefined;
    if (this.#count === 0) return;
    const count = this.#count;
    this.#count = 0;
    this.#timer = setTimeout(() => this.#minutePassed(), MINUTE);
    this.#report(new CoincallError("COINCALL_FRAME", "framesUnreadable", { count }));
  }
}
