/** A quantity that wanders at random and is pulled back to its mean: an Ornstein–Uhlenbeck process. */

export const YEAR = 365 * 86_400_000;

export class MeanReversion {
  value: number;
  readonly #mean: number;
  readonly #rate: number;
  readonly #volatility: number;

  /**
   * @param mean where it starts and what it returns to
   * @param halfLife ms until half of a distance from the mean is gone
   * @param volatility standard deviation after a year without the pull
   */
  constructor(mean: number, halfLife: number, volatility: number) {
    this.value = mean;
    this.#mean = mean;
    this.#rate = (Math.LN2 * YEAR) / halfLife;
    this.#volatility = volatility;
  }

  /**
   * Exact for steps of any length, so that history can be made in long steps and the present in short ones.
   *
   * @param elapsed ms
   * @param shock a standard normal number
   */
  step(elapsed: number, shock: number): void {
    const years = elapsed / YEAR;
    const kept = Math.exp(-this.#rate * years);
    const deviation = this.#volatility * Math.sqrt((1 - kept * kept) / (2 * this.#rate));
    this.value = this.#mean + (this.value - this.#mean) * kept + deviation * shock;
  }
}
