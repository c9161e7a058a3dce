/** ms; what comes within it of the one before belongs together. */
const QUIET = 1_000;
/** ms; nobody waits longer for what goes on and on. */
const LONGEST = 10_000;

/** Gathers what happens together, to tell it in one go. */
export class Gathering<News> {
  readonly #tell: (news: readonly News[]) => void;
  #gathered: News[] = [];
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (news: readonly News[]) => void) {
    this.#tell = tell;
  }

  add(news: News): void {
    if (this.#gathered.length === 0) this.#since = performance.now();
    this.#gathered.push(news);
    clearTimeout(this.#timer);
    const left = LONGEST - (performance.now() - this.#since);
    this.#timer = setTimeout(() => this.#finish(), Math.min(QUIET, left));
  }

  /** Nobody is there any more to hear it. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #finish(): void {
    const gathered = this.#gathered;
    this.#gathered = [];
    this.#tell(gathered);
  }
}
