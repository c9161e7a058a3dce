import { DAY } from "./calendar";
import type { Chance } from "./random";

/** How the price goes for a while. */
export type Manner = "calm" | "trembling" | "stairs" | "jumps" | "running";

const MANNERS: readonly Manner[] = ["calm", "trembling", "trembling", "stairs", "jumps", "running"];
const HOME = 80_000;
const YEAR = 365 * DAY;
const VOLATILITY = 0.5;
const STRIKES_APART = 500;
const STAIR = 7;

/** The price of the underlying: days of trend and of none, and minutes in which it does what tries a choice. */
export class Walk {
  price = HOME;
  readonly #chance: Chance;
  #at: number;
  #trend = 0;
  #manner: Manner = "calm";
  #seconds = 0;
  #middle = HOME;
  #swing = 0;

  constructor(chance: Chance, now: number) {
    this.#chance = chance;
    this.#at = now;
  }

  /** Another day, or another manner from now on. */
  begin(manner: Manner = MANNERS[this.#chance.whole(0, MANNERS.length - 1)] ?? "calm"): void {
    this.#manner = manner;
    this.#seconds = 0;
    this.#middle = (Math.floor(this.price / STRIKES_APART) + 0.5) * STRIKES_APART;
    this.#swing = this.#chance.next() < 0.5 ? 0.09 : 0.3;
  }

  newDay(): void {
    this.#trend = this.#chance.next() < 0.4 ? this.#chance.between(-0.04, 0.04) : 0;
    this.begin("calm");
  }

  /** @param now ms since 1970 */
  step(now: number): void {
    const passed = now - this.#at;
    if (passed <= 0) return;
    this.#at = now;
    this.#seconds += passed / 1000;
    switch (this.#manner) {
      case "trembling":
        this.price = this.#middle + STRIKES_APART * this.#swing * this.#chance.between(-1, 1);
        break;
      case "stairs":
        this.price = this.#middle + STRIKES_APART * 0.4 * this.#stair();
        break;
      case "jumps":
        this.#drift(passed, this.#chance.next() < 0.08 ? 0.015 : 0.0002);
        break;
      case "running":
        this.#drift(passed, 0.0005);
        break;
      default:
        this.#drift(passed, 0);
    }
    this.price = Math.round(this.price * 10) / 10;
  }

  /** Ten stairs up, and down again. */
  #stair(): number {
    const stairs = Math.floor(this.#seconds / STAIR) % 20;
    return stairs < 10 ? stairs : 20 - stairs;
  }

  #drift(passed: number, restless: number): void {
    const home = 0.02 * Math.log(HOME / this.price);
    const usual = VOLATILITY * Math.sqrt(passed / YEAR);
    const deviation = this.#chance.normal() * Math.max(usual, restless);
    this.price *= Math.exp(((this.#trend + home) * passed) / DAY + deviation);
  }
}
