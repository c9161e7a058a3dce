import { CoincallError } from "../../protocol/error";

const MINUTE = 60_000;

/** Have a minute of their own: a feed with a bad frame in each must not hide that something is lost. */
const LOSSES = ["tradesLost", "candlesLost", "updatesLost", "excess"];
const UNREADABLE = "unreadable";

interface Minute {
  readonly timer: NodeJS.Timeout;
  /** What came after the first. */
  count: number;
  latest: CoincallError | undefined;
}

/**
 * Reports the first frame that can't be read, and after that a count a minute: a broken feed must not flood a log. A
 * loss of trades or candles is told once a minute, too, and that there was too much of something.
 */
export class FrameProblems {
  readonly #report: (error: CoincallError) => void;
  readonly #minutes = new Map<string, Minute>();

  constructor(report: (error: CoincallError) => void) {
    this.#report = report;
  }

  add(error: CoincallError): void {
    const kind = LOSSES.includes(error.reason) ? error.reason : UNREADABLE;
    const minute = this.#minutes.get(kind);
    if (!minute) {
      this.#tell(kind, error);
      return;
    }
    minute.count += 1;
    minute.latest = error;
  }

  close(): void {
    for (const { timer } of this.#minutes.values()) clearTimeout(timer);
  }

  #tell(kind: string, error: CoincallError): void {
    const timer = setTimeout(() => this.#minutePassed(kind), MINUTE);
    this.#minutes.set(kind, { timer, count: 0, latest: undefined });
    this.#report(error);
  }

  #minutePassed(kind: string): void {
    const { count = 0, latest } = this.#minutes.get(kind) ?? {};
    this.#minutes.delete(kind);
    if (!latest) return;
    this.#tell(
      kind,
      kind === UNREADABLE ? new CoincallError("COINCALL_FRAME", "framesUnreadable", { count }) : latest,
    );
  }
}
