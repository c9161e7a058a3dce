/** What a node was saved with, to tell whether it is what the node watches. */
export class SavedList {
  /** `undefined` while they are being put on the node's list. */
  #keys: readonly string[] | undefined = [];
  /** Whether as many are watched as were saved, and just these; `undefined` where it must be looked at again. */
  #isWatched: boolean | undefined;

  /** Puts what was saved on the node's list. Until that is done, it counts as watched. */
  async put(saved: readonly { readonly key: string }[], put: () => Promise<void>): Promise<void> {
    this.#keys = undefined;
    await put();
    this.#keys = [...new Set(saved.map(({ key }) => key))];
    this.changed();
  }

  /** The node's list is about to change, to as many others or to more or fewer. */
  changed(): void {
    this.#isWatched = undefined;
  }

  /**
   * @param size of the node's list
   * @param keys of all that is on it
   */
  isWatched(size: number, keys: () => Iterable<string>): boolean {
    if (!this.#keys) return true;
    if (size !== this.#keys.length) return false;
    this.#isWatched ??= hasAll(new Set(this.#keys), keys());
    return this.#isWatched;
  }
}

function hasAll(set: ReadonlySet<string>, keys: Iterable<string>): boolean {
  for (const key of keys) if (!set.has(key)) return false;
  return true;
}
