/** ms, of frames that say when they were sent. */
export interface Latency {
  readonly median: number;
  readonly p99: number;
}

const SECOND = 1_000;
/** Seconds over which frames are counted. */
const WINDOW = 10;
/** Delays remembered: some seconds of a busy feed. */
const REMEMBERED = 1_024;
/** ms; what is farther from the middle is a wrong time in a frame, or from before a clock was set. */
const PLAUSIBLE = 300_000;

/** How busy a feed is and how late its frames come. It costs two additions a frame; the rest is done when asked. */
export class Measurements {
  readonly #frames = new Uint32Array(WINDOW);
  #second = 0;
  #since: number;
  #heardAt: number;
  readonly #delays = new Float64Array(REMEMBERED);
  #delaysSeen = 0;

  /** @param now ms of a clock that only runs forward, as in all methods */
  constructor(now: number) {
    this.#since = now;
    this.#heardAt = now;
    this.#second = Math.floor(now / SECOND);
  }

  /** When a frame came last; before the first, when this began. */
  get heardAt(): number {
    return this.#heardAt;
  }

  frame(now: number): void {
    this.#heardAt = now;
    this.#moveTo(now);
    const slot = this.#second % WINDOW;
    this.#frames[slot] = (this.#frames[slot] ?? 0) + 1;
  }

  /** @param delay ms between two clocks: when a frame was received on ours, less when it was sent on the exchange's */
  delay(delay: number): void {
    this.#delays[this.#delaysSeen % REMEMBERED] = delay;
    this.#delaysSeen += 1;
  }

  /** Frames a second, over the last ten seconds at the most. */
  framesPerSecond(now: number): number {
    this.#moveTo(now);
    // The last of the seconds counted has only begun.
    const counted = now / SECOND - this.#second + WINDOW - 1;
    const seconds = Math.min(counted, Math.max(1, (now - this.#since) / SECOND));
    const frames = this.#frames.reduce((sum, count) => sum + count, 0);
    return Math.round((frames / seconds) * 10) / 10;
  }

  /**
   * The delays less the smallest of them, which stands for the difference of the two clocks; `undefined` before any
   * frame said when it was sent.
   */
  latency(): Latency | undefined {
    const all = this.#delays.slice(0, Math.min(this.#delaysSeen, REMEMBERED)).sort();
    const middle = quantile(all, 0.5);
    const delays = all.filter((delay) => Math.abs(delay - middle) <= PLAUSIBLE);
    const [smallest] = delays;
    if (smallest === undefined) return undefined;
    return { median: quantile(delays, 0.5) - smallest, p99: quantile(delays, 0.99) - smallest };
  }

  /** Empties the seconds that have gone by without a frame. */
  #moveTo(now: number): void {
    const second = Math.floor(now / SECOND);
    const passed = Math.min(WINDOW, second - this.#second);
    for (let step = 1; step <= passed; step += 1) this.#frames[(this.#second + step) % WINDOW] = 0;
    this.#second = second;
  }
}

/** @param sorted ascending */
function quantile(sorted: Float64Array, part: number): number {
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}
