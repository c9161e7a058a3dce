/** The longest that is waited without a look at the clock, which may have been set meanwhile; ms. */
const LONGEST = 60_000;

/** Entries that don't count, besides as many as do, before they are dropped. */
const SPARE = 100;

interface Entry {
  readonly name: string;
  /** ms since 1970. */
  readonly at: number;
}

export interface DueEvents {
  /** Its moment has come. */
  due(name: string, now: number): void;
  /** The clock was put back: nothing is due when it was. */
  putBack(now: number): void;
}

/** What is to be looked at, and when: one timer for the earliest of all. */
export class Due {
  readonly #events: DueEvents;
  /** The earliest first, as a heap. */
  readonly #heap: Entry[] = [];
  /** Of each name its entry that counts; others of it are passed over. */
  readonly #entries = new Map<string, Entry>();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer ends; ms since 1970. */
  #timerAt = Number.POSITIVE_INFINITY;
  #latest = 0;
  #notBefore = 0;

  constructor(events: DueEvents) {
    this.#events = events;
  }

  /** Something is to be looked at then, or earlier: who is asked too early says anew when. `undefined`: never. */
  set(name: string, at: number | undefined): void {
    if (at === undefined) return;
    const known = this.#entries.get(name);
    if (known && known.at <= at) return;
    // What is set by a look is looked at by the next.
    const entry = { name, at: Math.max(at, this.#notBefore) };
    this.#entries.set(name, entry);
    push(this.#heap, entry);
    if (this.#heap.length > 2 * this.#entries.size + SPARE) this.#tidy();
    if (at < this.#timerAt) this.#wait(Date.now());
  }

  forget(name: string): void {
    this.#entries.delete(name);
  }

  clear(): void {
    this.#heap.length = 0;
    this.#entries.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerAt = Number.POSITIVE_INFINITY;
  }

  #wait(now: number): void {
    clearTimeout(this.#timer);
    const [first] = this.#heap;
    this.#timer = undefined;
    this.#timerAt = first?.at ?? Number.POSITIVE_INFINITY;
    this.#latest = now;
    if (!first) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(LONGEST, Math.max(1, first.at - now)));
  }

  #look(): void {
    const now = Date.now();
    if (now < this.#latest) {
      this.clear();
      this.#events.putBack(now);
    }
    // While it is looked, nothing begins a timer of its own.
    this.#timerAt = Number.NEGATIVE_INFINITY;
    this.#notBefore = now + 1;
    for (let first = this.#heap[0]; first && first.at <= now; first = this.#heap[0]) {
      pop(this.#heap);
      if (this.#entries.get(first.name) !== first) continue;
      this.#entries.delete(first.name);
      this.#events.due(first.name, now);
    }
    this.#notBefore = 0;
    this.#wait(now);
  }

  /** Drops the entries that don't count any more. */
  #tidy(): void {
    const kept = [...this.#entries.values()].sort((one, other) => one.at - other.at);
    this.#heap.splice(0, this.#heap.length, ...kept);
  }
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above] as Entry;
    if (parent.at <= entry.at) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    if (left >= heap.length) break;
    const lower = right < heap.length && (heap[right] as Entry).at < (heap[left] as Entry).at ? right : left;
    const child = heap[lower] as Entry;
    if (child.at >= last.at) break;
    heap[index] = child;
    index = lower;
  }
  heap[index] = last;
}
