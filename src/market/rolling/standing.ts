import type { Right } from "../../protocol/symbols/symbols";
import type { ChoiceReason, Problem } from "./problem";

export type RollReason = "start" | "expiry" | "money" | "delta" | "listed" | "asked";

/** What a rolling name is: the chain of a day, or an option. */
export interface Chosen {
  /** As it is listed; `BTCUSD-4DEC26` for a chain. */
  readonly symbol: string;
  /** ms since 1970. */
  readonly expiry: number;
  /** Of the moment of the choice, USD; absent where the chain did not tell it, as is the delta. Not of a chain. */
  readonly forward?: number;
  readonly delta?: number;
  readonly reason: RollReason;
  /** The one before; absent at the start. */
  readonly from?: string;
  /** ms since 1970, by the exchange's clock. */
  readonly since: number;
  /** ms since 1970: when its expiry will no longer be the one, as far as the list tells. */
  readonly rollsAt: number;
}

/** The option that a rolling name is. */
export interface Choice extends Chosen {
  readonly strike: number;
  readonly right: Right;
}

/** What became of a rule so far, be it of a chain or of an option. */
export interface Outcome {
  /** Absent while there is none. */
  readonly choice?: Chosen;
  /** The last one there was, while there is none. */
  readonly left?: Chosen;
  /** Why there is no choice, or why the choice could not be looked at again and stands as it was. */
  readonly problem?: Problem<ChoiceReason>;
}

/** A strike from which a rule counts, or one past the ladder. */
export type Place = number | "below" | "above";

/** What a choice was counted from, with the strikes beside it: one that is between them later is newly listed. */
export interface Anchor {
  readonly strike: number;
  /** Absent at the ladder's ends. */
  readonly below?: number;
  readonly above?: number;
}

/** What would be the better one, and since when: of several the one nearest to that which is held. */
export interface Pending {
  readonly place: Place;
  /** ms since 1970. */
  readonly since: number;
}

/**
 * The same of an option: all that the next choice has to know. It is plain data, and can be kept in a node's context.
 */
export interface Standing extends Outcome {
  readonly choice?: Choice;
  readonly left?: Choice;
  /** What the one or the other was counted from. */
  readonly anchor?: Anchor;
  readonly pending?: Pending;
}
