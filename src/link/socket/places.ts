/** ms between another's coming and one's own going that are one event. */
const AT_ONCE = 5_000;
/** Times in a row after which it is no accident. */
const OFTEN = 3;

interface Arrival {
  readonly place: Place;
  /** ms of the clock that only runs forward. */
  readonly at: number;
}

/** What connections with one key do to each other, where the exchange lets only one be open. */
export class Places {
  /** Who came last, by what only one may hold. */
  readonly #latest = new Map<string, Arrival>();

  /** @param name the same for all that may push each other out */
  place(name: string): Place {
    return new Place(
      (arrival) => this.#latest.set(name, arrival),
      () => this.#latest.get(name),
    );
  }
}

/** One link's place. */
export class Place {
  readonly #arrive: (arrival: Arrival) => void;
  readonly #latest: () => Arrival | undefined;
  #timesTaken = 0;

  constructor(arrive: (arrival: Arrival) => void, latest: () => Arrival | undefined) {
    this.#arrive = arrive;
    this.#latest = latest;
  }

  /** The link is open. @param now ms of the clock that only runs forward */
  opened(now: number): void {
    this.#arrive({ place: this, at: now });
  }

  /** The exchange closed the link. @returns whether another keeps taking its place: three times in a row or more */
  closed(now: number): boolean {
    const latest = this.#latest();
    const isTaken = latest !== undefined && latest.place !== this && now - latest.at <= AT_ONCE;
    this.#timesTaken = isTaken ? this.#timesTaken + 1 : 0;
    return this.#timesTaken >= OFTEN;
  }
}
