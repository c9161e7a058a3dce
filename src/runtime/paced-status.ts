import type { Node, NodeStatus } from "node-red";

/** A status as it is to be shown now. */
export interface StatusNow {
  readonly status: NodeStatus;
  /** Whether it goes on by itself, also when a timer that is a little early finds it unchanged. */
  readonly isCountdown: boolean;
}

const SECOND = 1_000;

/** Shows a status when it differs from the one shown, at most once a second, and always the latest in the end. */
export class PacedStatus {
  readonly #node: Node;
  readonly #statusNow: () => StatusNow;
  #shown = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(node: Node, statusNow: () => StatusNow) {
    this.#node = node;
    this.#statusNow = statusNow;
  }

  refresh(): void {
    if (this.#timer === undefined) this.#show();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #show(): void {
    const { status, isCountdown } = this.#statusNow();
    const name = JSON.stringify(status);
    const changed = name !== this.#shown;
    if (changed) this.#node.status(status);
    this.#shown = name;
    if (!changed && !isCountdown) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, SECOND);
  }
}
