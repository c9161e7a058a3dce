/** Names: more than the exchange lists. */
const REMEMBERED = 20_000;
/** Characters; what is longer is no name. */
const LONGEST = 64;

/** Copies of names that were cut out of frames: the engine keeps a whole text as long as somebody has a part of it. */
export class Names {
  readonly #copies = new Map<string, string>();

  of(part: string): string {
    const known = this.#copies.get(part);
    if (known !== undefined) return known;
    const copy = Buffer.from(part).toString();
    if (copy.length > LONGEST) return copy;
    if (this.#copies.size >= REMEMBERED) this.#copies.clear();
    this.#copies.set(copy, copy);
    return copy;
  }
}
