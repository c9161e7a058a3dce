import type { Rule } from "../rule";
import { compare, signOfExcess } from "../values/comparison";
import type { Value } from "../values/value";
import type { Extreme } from "../window/extremes";
import type { Before, Sight, Standing } from "./standing";

/**
 * A value has risen when it is above the lowest of the window by the level or more, and fallen when it is below the highest
 * by as much; it has moved when it has done either. It is over when that is less than the level by more than the hysteresis,
 * and in any case when there is no move at all. A percentage is one of the size of the lowest or highest; any move from 0 is
 * more than any percentage.
 */
export function move(rule: Rule, { value, levels: [level = 0], low, high }: Sight, before: Before): Standing {
  const hasRisen = rule.condition !== "falls" && isMoved(rule, value, low, level, 1, before.isHeld);
  const hasFallen = rule.condition !== "rises" && isMoved(rule, value, high, level, -1, before.isHeld);
  return {
    holds: hasRisen || hasFallen,
    side: null,
    base: hasRisen === hasFallen ? farther(rule, value, low, high) : hasRisen ? low : high,
  };
}

/** What a move is measured from that is neither or both. */
function farther(
  { condition }: Rule,
  value: Value,
  low: Extreme | undefined,
  high: Extreme | undefined,
): Extreme | undefined {
  if (condition === "rises" || !high) return low;
  if (condition === "falls" || !low) return high;
  return Number(value) - Number(low.value) >= Number(high.value) - Number(value) ? low : high;
}

function isMoved(
  { scale, hysteresis }: Rule,
  value: Value,
  from: Extreme | undefined,
  level: Value,
  direction: 1 | -1,
  isHeld: boolean,
): boolean {
  if (!from || compare(value, from.value) !== direction) return false;
  const [upper, lower] = direction > 0 ? [value, from.value] : [from.value, value];
  return signOfExcess(upper, lower, level, isHeld ? -hysteresis : 0, scale, from.value) >= 0;
}
