import type { Watched } from "./watched";

/** What a status says of all that a node watches, kept as it changes: there can be twenty thousand of them. */
export class Tally {
  readonly #refused = new Set<Watched>();
  readonly #overdue = new Set<Watched>();
  #expired = 0;
  #withData = 0;
  /** The connection that the latest data came over. */
  #connection = 0;

  get expired(): number {
    return this.#expired;
  }

  /** The one that was refused first. */
  get refused(): Watched | undefined {
    for (const watched of this.#refused) return watched;
    return undefined;
  }

  /** The longest silence among those that are overdue, ms. */
  get overdueFor(): number | undefined {
    let longest: number | undefined;
    for (const watched of this.#overdue) longest = Math.max(longest ?? 0, watched.silence());
    return longest;
  }

  hasData(connection: number): boolean {
    return this.#connection === connection && this.#withData > 0;
  }

  /** Data came over a connection: to be told before it is noted of the one that has it. */
  received(watched: Watched, connection: number): void {
    if (watched.isOver || watched.hasDataOver(connection)) return;
    if (connection !== this.#connection) this.#withData = 0;
    this.#connection = connection;
    this.#withData += 1;
  }

  answered(watched: Watched, isRefused: boolean): void {
    if (isRefused) this.#refused.add(watched);
    else this.#refused.delete(watched);
  }

  silent(watched: Watched, isOverdue: boolean): void {
    watched.overdue = isOverdue;
    if (isOverdue) this.#overdue.add(watched);
    else this.#overdue.delete(watched);
  }

  /** It will have no data any more, and is no longer missed. */
  over(watched: Watched): void {
    this.#leave(watched);
    watched.isOver = true;
    this.#expired += 1;
  }

  /** A rolling name is over, of which nothing is watched any more; or one that was is taken back. */
  ended(count: 1 | -1): void {
    this.#expired += count;
  }

  removed(watched: Watched): void {
    if (watched.isOver) this.#expired -= 1;
    else this.#leave(watched);
  }

  #leave(watched: Watched): void {
    if (this.#connection > 0 && watched.hasDataOver(this.#connection)) this.#withData -= 1;
    this.#refused.delete(watched);
    this.#overdue.delete(watched);
  }
}
