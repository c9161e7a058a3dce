import type { ChannelName } from "../../protocol/channels";
import { CoincallError, type ErrorValues } from "../../protocol/error";

export const DROP_REASONS = [
  "unwanted",
  "unreadable",
  "binary",
  "duplicate",
  "late",
  "ambiguous",
  "overflow",
  "excess",
] as const;

/**
 * Why a frame or a row was not passed on. `unwanted`: nobody watches it · `unreadable`, `binary`: it can't be read ·
 * `duplicate`: a trade that was told before · `late`: a candle older than the present one · `ambiguous`: a candle that
 * could be of several periods · `overflow`: what the flow was too slow for · `excess`: more than a limit allows.
 */
export type DropReason = (typeof DROP_REASONS)[number];

/** Counts what is not passed on, so that nothing is lost without a trace. */
export class Drops {
  readonly #counts = new Map<DropReason, number>(DROP_REASONS.map((reason) => [reason, 0]));
  readonly #report: (error: CoincallError) => void;

  constructor(report: (error: CoincallError) => void) {
    this.#report = report;
  }

  count(reason: DropReason, number = 1): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + number);
  }

  /**
   * Counts what the user should hear of, and tells it once however many there are: an error has a stack, and a hostile
   * frame a million rows. `text` names a text of the catalogue, as in `CoincallError`.
   */
  report(reason: DropReason, text: string, values: ErrorValues = {}, number = 1): void {
    this.count(reason, number);
    this.#report(new CoincallError("COINCALL_FRAME", text, values));
  }

  /** More rows, strikes or topics of a channel came than there can be. */
  exceeded(channel: ChannelName, most: number, number: number): void {
    this.report("excess", "excess", { channel, most }, number);
  }

  /** Whatever is in a frame, it must not end the process: nobody could catch the error. */
  survive(action: () => void): void {
    try {
      action();
    } catch {
      this.report("unreadable", "frameUnreadable");
    }
  }

  counts(): Record<DropReason, number> {
    return Object.fromEntries(this.#counts) as Record<DropReason, number>;
  }
}
