/** How often a variable that is not there yet is looked for, ms. */
const LOOK = 1_000;
/** The same once it has not been there for as long as `PATIENCE`. */
const LOOK_LATER = 10_000;
const PATIENCE = 60_000;
/** After so long without it, somebody may have forgotten to set it, ms. */
const LATE = 10_000;

export interface AwaitedSymbolsEvents {
  found(symbols: readonly string[]): void;
  /** They are not there. */
  waits(): void;
  /** They have not been there for ten seconds; told once. */
  late(): void;
  /** What is there is no list of symbols, or can't be read; told once for each reason. */
  failed(error: unknown): void;
}

/** Symbols in a variable of the context, which a flow may set long after it has started. */
export class AwaitedSymbols {
  readonly #read: () => Promise<readonly string[] | undefined>;
  readonly #mayCome: boolean;
  readonly #events: AwaitedSymbolsEvents;
  #timer: NodeJS.Timeout | undefined;
  #search = 0;

  /**
   * @param read resolves to nothing as long as they are not there
   * @param mayCome whether it is worth looking again
   */
  constructor(
    read: () => Promise<readonly string[] | undefined>,
    mayCome: boolean,
    events: AwaitedSymbolsEvents,
  ) {
    this.#read = read;
    this.#mayCome = mayCome;
    this.#events = events;
  }

  /** Whether they are looked for. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Reads them, now and until they are there. */
  begin(): Promise<void> {
    this.close();
    return this.#look({ search: this.#search, since: performance.now(), isLate: false, failure: "" });
  }

  /** Looks for them no more. */
  close(): void {
    this.#search += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #look(search: Search): Promise<void> {
    const found = await this.#read().catch((error: unknown) => this.#failed(search, error));
    if (search.search !== this.#search) return;
    this.#timer = undefined;
    if (found) {
      this.#events.found(found);
      return;
    }
    if (this.#mayCome) this.#wait(search);
    this.#events.waits();
  }

  #wait(search: Search): void {
    const waited = performance.now() - search.since;
    this.#timer = setTimeout(() => void this.#look(search), waited < PATIENCE ? LOOK : LOOK_LATER);
    if (waited >= LATE && !search.isLate && search.failure === "") {
      search.isLate = true;
      this.#events.late();
    }
  }

  #failed(search: Search, error: unknown): undefined {
    if (search.search !== this.#search || search.failure === String(error)) return;
    search.failure = String(error);
    this.#events.failed(error);
  }
}

interface Search {
  /** Tells it from a later one. */
  readonly search: number;
  /** ms of the clock that only runs forward. */
  readonly since: number;
  isLate: boolean;
  /** What was told last. */
  failure: string;
}
