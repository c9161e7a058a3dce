import { CoincallError } from "../../../protocol/error";
import { namesIn } from "./names";

/** Something of a symbol's past that could not be had. */
export interface Missed {
  readonly symbol: string;
  /** Why the exchange did not answer; `undefined` where it did and did not have it. */
  readonly failure: CoincallError | undefined;
}

/**
 * One error for all of a node that could not be had. Source: docs/contract.md, "Errors".
 *
 * @param wordsOf of a failure, as they may be shown
 */
export function missedOf(
  missed: readonly Missed[],
  wordsOf: (failure: CoincallError) => string,
): CoincallError {
  const symbols = namesIn([...new Set(missed.map(({ symbol }) => symbol))]);
  const failure = missed.find((each) => each.failure)?.failure;
  return failure
    ? new CoincallError("COINCALL_HISTORY", "pastUnanswered", { symbols, words: wordsOf(failure) })
    : new CoincallError("COINCALL_HISTORY", "pastIncomplete", { symbols });
}
