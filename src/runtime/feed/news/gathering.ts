/** ms; what comes within it of the one before belongs together. */
const QUIET = 1_000;
/** ms; nobody waits longer for what goes on and on. */
const LONGEST = 10_000;

/** Gathers what happens together, to tell it in one go. */
export class Gathering<News> {
  readonly #tell: (news: readonly News[]) => void;
  readonly #pause: number;
  #toldAt = Number.NEGATIVE_INFINITY;
  #gathered: News[] = [];
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param pause ms between two tellings, at least */
  constructor(tell: (news: readonly News[]) => void, pause = 0) {
    this.#tell = tell;
    this.#pause = pause;
  }

  add(news: News): void {
    if (this.#gathered.length === 0) this.#since = performance.now();
    this.#gathered.push(news);
    clearTimeout(this.#timer);
    const now = performance.now();
    const wait = Math.max(Math.min(QUIET, LONGEST - (now - this.#since)), this.#toldAt + this.#pause - now);
    this.#timer = setTimeout(() => this.#finish(), wait);
  }

  /** Nobody is there any more to hear it. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #finish(): void {
    const gathered = this.#gathered;
    this.#gathered = [];
    this.#toldAt = performance.now();
    this.#tell(gathered);
  }
}
