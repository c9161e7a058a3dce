import type { ErrorValues } from "../../protocol/error";

/** What can be wrong with a rolling name as it is written. */
export const WRITING_PROBLEMS = [
  "rollingMalformed",
  "rollingChainMalformed",
  "rollingNot",
  "rollingExpiryUnknown",
  "rollingDayUnknown",
  "rollingStrikeUnknown",
  "rollingRightUnknown",
  "rollingNumberMissing",
  "rollingNumberBeyond",
] as const;

/** Why nothing can be chosen. */
export const CHOICE_PROBLEMS = [
  "rollingDayPast",
  "rollingListMissing",
  "rollingUnderlyingUnlisted",
  "rollingExpiryUnlisted",
  "rollingStrikeUnlisted",
  "rollingStrikeTooFar",
  "rollingForwardMissing",
  "rollingDeltaMissing",
] as const;

export type WritingReason = (typeof WRITING_PROBLEMS)[number];
export type ChoiceReason = (typeof CHOICE_PROBLEMS)[number];

/** A reason as errors have it: a text under `errors` in the catalogue of the connection node, and what fills it. */
export interface Problem<Reason extends string = WritingReason | ChoiceReason> {
  readonly reason: Reason;
  readonly values: ErrorValues;
}

export function isProblem<Reason extends string>(found: object | Problem<Reason>): found is Problem<Reason> {
  return "values" in found;
}
