export interface LivenessEvents {
  /** Nothing came for a while: ask for a sign of life. */
  ask(): void;
  /** None came. */
  lost(): void;
}

/**
 * Tells a link that is quiet from one that is dead: after a silence it asks, and what asks in vain is dead.
 * It reckons in the time that only runs forward, so that setting the clock can't hide a silence.
 */
export class Liveness {
  readonly #interval: number;
  readonly #timeout: number;
  readonly #events: LivenessEvents;
  #lastHeard = 0;
  #asking = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param interval ms of silence before asking
   * @param timeout ms to wait for an answer
   */
  constructor(interval: number, timeout: number, events: LivenessEvents) {
    this.#interval = interval;
    this.#timeout = timeout;
    this.#events = events;
  }

  start(): void {
    this.#lastHeard = performance.now();
    this.#listen(this.#interval);
  }

  /** Anything at all came. */
  heard(): void {
    this.#lastHeard = performance.now();
    if (this.#asking) this.#listen(this.#interval);
  }

  /** Asks at once, however recently something came: the machine may have slept since. */
  ask(): void {
    this.stop();
    this.#asking = true;
    this.#events.ask();
    const timer = setTimeout(() => {
      // After a pause of the process its timers come first, and what arrived meanwhile is read in the next turn.
      setImmediate(() => {
        if (this.#timer === timer) this.#events.lost();
      });
    }, this.#timeout);
    this.#timer = timer;
  }

  /** Asks, unless an answer is awaited: a dead link that is asked again and again would never be given up. */
  askOnce(): void {
    if (!this.#asking) this.ask();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** One timer that looks at when something last came: cheaper than moving a timer with every frame. */
  #listen(delay: number): void {
    this.stop();
    this.#asking = false;
    this.#timer = setTimeout(() => this.#check(), delay);
  }

  #check(): void {
    const left = this.#interval - (performance.now() - this.#lastHeard);
    if (left > 0) this.#listen(left);
    else this.ask();
  }
}
