import { LINGER } from "./lingering";

/**
 * Gives the link up while nothing can be heard over it: the exchange hangs up on one without a subscription, again and
 * again. It waits a moment for somebody who wants something else.
 */
export class Idling {
  readonly #isMute: () => boolean;
  readonly #giveUp: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(isMute: () => boolean, giveUp: () => void) {
    this.#isMute = isMute;
    this.#giveUp = giveUp;
  }

  /** Something was refused, is over, or is not wanted any more. */
  look(): void {
    if (this.#timer || !this.#isMute()) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isMute()) this.#giveUp();
    }, LINGER);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
