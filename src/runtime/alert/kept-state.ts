import type { Node } from "node-red";

/** Under which name it is in the node's context. */
const NAME = "coincallAlert";

/** ms after which it is saved: of an alert, and of anything else. */
const SOON = 1_000;
const LATER = 30_000;
/**
 * So many times as long as it takes to put the state of thousands of topics together, at least, lies between two: what was
 * saved before is garbage then, and to clear it away takes several times as long.
 */
const PACE = 5_000;
/** ms for which a node that closes waits for its store. */
const PATIENCE = 3_000;

/** Of all nodes, by id: unless a store is configured, Node-RED forgets a node's context with every deploy. */
const KEPT = new Map<string, unknown>();

/**
 * What a node remembers over a deploy, and over a restart where Node-RED keeps the context: one plain object. It is saved soon
 * after an alert, less soon where it is large, else twice a minute at most, and when the node closes.
 */
export class KeptState {
  readonly #node: Node;
  readonly #state: () => object;
  #timer: NodeJS.Timeout | undefined;
  #isSoon = false;
  #isSaving = false;
  /** ms after which it is saved of an alert. */
  #soon = SOON;

  constructor(node: Node, state: () => object) {
    this.#node = node;
    this.#state = state;
  }

  /** What was kept, or a promise of it where the store takes its time; nothing where the context can't be read. */
  read(): unknown {
    const { id } = this.#node;
    const kept = KEPT.get(id);
    KEPT.delete(id);
    return kept ?? this.#saved();
  }

  /** Something has changed. */
  changed(isUrgent: boolean): void {
    if (this.#timer !== undefined && (this.#isSoon || !isUrgent)) return;
    this.#isSoon = isUrgent;
    const wait = isUrgent ? this.#soon : LATER;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  /**
   * @param removed whether the node is no more
   * @param isRestored whether what was kept has been read: what was not must not be lost
   */
  async close(removed: boolean, isRestored: boolean): Promise<void> {
    clearTimeout(this.#timer);
    if (removed || !isRestored) return;
    const state = this.#state();
    KEPT.set(this.#node.id, state);
    await Promise.race([this.#write(state), patience()]);
  }

  #save(): void {
    this.#timer = undefined;
    // A slow store gets the next when it has the last.
    if (this.#isSaving) {
      this.changed(true);
      return;
    }
    this.#isSaving = true;
    const before = performance.now();
    const state = this.#state();
    this.#soon = Math.min(LATER, Math.max(SOON, PACE * (performance.now() - before)));
    void this.#write(state).then(() => {
      this.#isSaving = false;
    });
  }

  #write(state: object): Promise<void> {
    return new Promise((resolve) => {
      try {
        this.#node.context().set(NAME, state, () => resolve());
      } catch {
        resolve();
      }
    });
  }

  #saved(): unknown {
    let found: unknown;
    let isAnswered = false;
    let later = (_found: unknown) => {};
    try {
      this.#node.context().get(NAME, (error: unknown, value: unknown) => {
        isAnswered = true;
        found = error ? undefined : value;
        later(found);
      });
    } catch {
      return undefined;
    }
    if (isAnswered) return found;
    return Promise.race([
      new Promise((resolve) => {
        later = resolve;
      }),
      patience(),
    ]);
  }
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());
}
