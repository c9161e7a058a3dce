import type { Watched } from "../watched";
import type { KeptSeries } from "./series/kept-series";

/** Gaps before the end of an option, which its name's first live message of the next option tells. */
export class UntoldGaps {
  /** Since when something may be missing, ms since 1970, by what was watched. */
  readonly #since = new Map<string, number>();

  /** It is watched no more, because its name is another option now, or is not wanted any more. */
  left({ name, key, isLeft }: Watched, { untoldSince }: KeptSeries): void {
    if (isLeft) this.#since.delete(key);
    else if (name !== undefined && untoldSince !== undefined) this.#since.set(key, untoldSince);
  }

  /**
   * It is watched from now on.
   *
   * @param now ms since 1970, the exchange's clock
   */
  begun(watched: Watched, now: number): void {
    const from = this.#since.get(watched.key);
    if (from === undefined || watched.name === undefined) return;
    this.#since.delete(watched.key);
    watched.gap = { from, to: Math.max(from, now), filled: "none" };
  }
}
