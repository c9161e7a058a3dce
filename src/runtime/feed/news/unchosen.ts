import type { ChoiceReason, Problem } from "../../../market/rolling/problem";
import { CoincallError, type ErrorCode } from "../../../protocol/error";
import { namesIn } from "./names";

/** A rolling name for which there is nothing to choose. */
export interface Unchosen {
  readonly name: string;
  readonly problem: Problem<ChoiceReason>;
}

/** What is not known yet; of anything else the flow asks for what is not listed. */
const UNKNOWN: readonly ChoiceReason[] = [
  "rollingListMissing",
  "rollingForwardMissing",
  "rollingDeltaMissing",
];

/** One error for all names of a node for which there is nothing to choose. Source: docs/contract.md, "Errors". */
export function unchosenOf(names: readonly Unchosen[]): CoincallError {
  const [first, ...others] = names;
  if (!first) throw new RangeError("there is nothing to tell");
  const { reason, values } = first.problem;
  if (others.length === 0) return new CoincallError(codeOf(names), reason, values);
  return new CoincallError(codeOf(names), "rollingSeveralUnchosen", {
    count: names.length,
    symbols: namesIn(names.map(({ name }) => name)),
  });
}

function codeOf(names: readonly Unchosen[]): ErrorCode {
  return names.every(({ problem: { reason } }) => UNKNOWN.includes(reason))
    ? "COINCALL_LINK"
    : "COINCALL_CONFIG";
}
