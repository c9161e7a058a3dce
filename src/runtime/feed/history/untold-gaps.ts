import type { Watched } from "../watched";
import type { KeptSeries } from "./kept-series";

/** Gaps before the end of an option, which its name's first live message of the next option tells. */
export class UntoldGaps {
  /** Since when something may be missing, ms since 1970, by what was watched. */
  readonly #since = new Map<string, number>();

  /** It is watched no more. */
  left({ name, key }: Watched, { untoldSince }: KeptSeries): void {
    if (name !== undefined && untoldSince !== undefined) this.#since.set(key, untoldSince);
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

  /** Another outage begins: who has not gone on to another option by now does not. */
  clear(): void {
    this.#since.clear();
  }
}
