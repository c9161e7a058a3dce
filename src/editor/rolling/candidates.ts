import { formatRollingOption } from "../../market/rolling/names/format";
import type { ExpiryRule, StrikeRule } from "../../market/rolling/rule";
import type { Right } from "../../protocol/symbols/symbols";
import { isRule, type Understood } from "./reading";
import type { Reading } from "./said";

/** Rows above those of what is listed. */
const MOST = 6;
/** Underlyings that are offered where none is said. */
const MOST_UNDERLYINGS = 2;

const WEEK: ExpiryRule = { kind: "week", after: 0 };
const MONTH: ExpiryRule = { kind: "month", after: 0 };
const IN_A_MONTH: ExpiryRule = { kind: "days", days: 30 };
const AT_THE_MONEY: StrikeRule = { kind: "money", steps: 0 };
const BY_DELTA: StrikeRule = { kind: "delta", hundredths: 25 };
const BOTH: readonly Right[] = ["call", "put"];

/** What is offered to somebody who has said neither. */
const USUAL: readonly (readonly [ExpiryRule, StrikeRule])[] = [
  [WEEK, AT_THE_MONEY],
  [IN_A_MONTH, BY_DELTA],
];

/**
 * The rolling names that somebody may mean, the likeliest first; what is not said is filled in with what is usual. None
 * for words that say a day or a strike and no rule, which listed options have.
 *
 * @param underlyings to offer where none is said, the likeliest first
 */
export function candidatesFor({ readings }: Understood, underlyings: readonly string[]): readonly string[] {
  const names = readings.flatMap((reading) =>
    isRule(reading) || isOpen(reading) ? namesFor(reading, underlyings.slice(0, MOST_UNDERLYINGS)) : [],
  );
  return [...new Set(names)].slice(0, MOST);
}

function isOpen({ expiry, strike }: Reading): boolean {
  return expiry === undefined && strike === undefined;
}

function namesFor(reading: Reading, underlyings: readonly string[]): readonly string[] {
  const { underlying, right } = reading;
  const rights = right === undefined ? BOTH : [right];
  const ladder = terms(reading);
  return (underlying === undefined ? underlyings : [underlying]).flatMap((each) =>
    ladder.flatMap(([expiry, strike]) =>
      rights.map((side) => formatRollingOption({ underlying: each, expiry, strike, right: side })),
    ),
  );
}

function terms({ expiry, strike }: Reading): readonly (readonly [ExpiryRule, StrikeRule])[] {
  if (expiry && strike) return expiry.kind === "day" && strike.kind === "strike" ? [] : [[expiry, strike]];
  if (expiry)
    return [
      [expiry, AT_THE_MONEY],
      [expiry, BY_DELTA],
    ];
  if (strike) return [WEEK, MONTH, IN_A_MONTH].map((each) => [each, strike]);
  return USUAL;
}
