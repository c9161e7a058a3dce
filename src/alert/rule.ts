import type { QuietHours } from "./quiet/quiet-hours";
import type { Scale } from "./values/comparison";

export const CONDITIONS = [
  "above",
  "below",
  "outside",
  "inside",
  "crosses",
  "crossesUp",
  "crossesDown",
  "rises",
  "falls",
  "moves",
  "silent",
] as const;

export type Condition = (typeof CONDITIONS)[number];
export type Repeat = "each" | "once" | "while";
export type WhenQuiet = "hold" | "drop";

/** What is to be told, and when: made by `prepareRule`, once a node. */
export interface Rule {
  readonly condition: Condition;
  /** How levels and hysteresis are meant; a percentage only of what moves. */
  readonly scale: Scale;
  /** ms. */
  readonly window: number;
  readonly hysteresis: number;
  /** ms. */
  readonly for: number;
  readonly repeat: Repeat;
  /** ms. */
  readonly cooldown: number;
  readonly quiet: QuietHours | undefined;
  readonly whenQuiet: WhenQuiet;
  /** Whether each message brings its own level, so that the level moves as the value does. */
  readonly isLevelOfMessage: boolean;
}

/** Of how many levels a condition needs. */
export function levelsOf(condition: Condition): 0 | 1 | 2 {
  if (condition === "silent") return 0;
  return condition === "outside" || condition === "inside" ? 2 : 1;
}

export function isMove(condition: Condition): boolean {
  return condition === "rises" || condition === "falls" || condition === "moves";
}

export function isCrossing(condition: Condition): boolean {
  return condition === "crosses" || condition === "crossesUp" || condition === "crossesDown";
}
