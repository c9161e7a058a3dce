import type { Side } from "../topic";
import type { Value } from "../values/value";
import type { Extreme } from "../window/extremes";

/** What a condition is judged by. */
export interface Sight {
  readonly value: Value;
  /** As many as the condition needs. */
  readonly levels: readonly Value[];
  readonly low: Extreme | undefined;
  readonly high: Extreme | undefined;
}

/** How it stood before. */
export interface Before {
  readonly side: Side | null;
  readonly isHeld: boolean;
}

export interface Standing {
  readonly holds: boolean;
  /** Whether what holds is another than what held before. */
  readonly isAnother?: boolean;
  readonly side: Side | null;
  /** What a move is measured from. */
  readonly base?: Extreme | undefined;
}
