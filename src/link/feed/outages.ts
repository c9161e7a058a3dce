import type { CoincallError } from "../../protocol/error";
import type { LinkState } from "../socket/link";
import type { Drops } from "./drops";

/** Tells why a link was lost or refused: each kind of error once an outage, not once an attempt. */
export class Outages {
  readonly #drops: Drops;
  readonly #failed: (error: CoincallError) => void;
  readonly #told = new Set<CoincallError["code"]>();

  constructor(drops: Drops, failed: (error: CoincallError) => void) {
    this.#drops = drops;
    this.#failed = failed;
  }

  linkChanged(state: LinkState): void {
    if (state.name === "open" || state.name === "idle") this.#told.clear();
    if (state.name === "waiting" || state.name === "refused") this.#lost(state.error);
  }

  #lost(error: CoincallError): void {
    if (error.reason === "frameTooLarge") this.#drops.count("unreadable");
    if (this.#told.has(error.code)) return;
    this.#told.add(error.code);
    this.#failed(error);
  }
}
