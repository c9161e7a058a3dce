import type { Rule } from "../rule";
import type { Side } from "../topic";
import { compare, signOfExcess } from "../values/comparison";
import type { Value } from "../values/value";
import type { Before, Sight, Standing } from "./standing";

/** Above or below a level: over only when it is past the level by the hysteresis on the other side. */
export function beyondLevel(
  { scale, hysteresis }: Rule,
  { value, levels: [level = 0] }: Sight,
  { isHeld }: Before,
  side: Side,
): Standing {
  const away = side === "above" ? 1 : -1;
  const holds = isHeld
    ? signOfExcess(value, 0, level, -away * hysteresis, scale) !== -away
    : signOfExcess(value, 0, level, 0, scale) === away;
  return { holds, side: holds ? side : null };
}

/** Outside of two levels: over when it is inside by more than the hysteresis, past the one that it had left by. */
export function outside({ scale, hysteresis }: Rule, sight: Sight, { side, isHeld }: Before): Standing {
  const { value } = sight;
  const [low, high] = ordered(sight.levels);
  if (signOfExcess(value, 0, high, 0, scale) > 0) return { holds: true, side: "above" };
  if (signOfExcess(value, 0, low, 0, scale) < 0) return { holds: true, side: "below" };
  const isStillOut =
    isHeld &&
    (side === "above"
      ? signOfExcess(value, 0, high, -hysteresis, scale) >= 0
      : signOfExcess(value, 0, low, hysteresis, scale) <= 0);
  return { holds: isStillOut, side: isStillOut ? side : null };
}

/** Inside of two levels, or on one of them: over when it is outside by more than the hysteresis. */
export function inside({ scale, hysteresis }: Rule, sight: Sight, { isHeld }: Before): Standing {
  const [low, high] = ordered(sight.levels);
  const back = isHeld ? hysteresis : 0;
  const holds =
    signOfExcess(sight.value, 0, high, back, scale) <= 0 &&
    signOfExcess(sight.value, 0, low, -back, scale) >= 0;
  return { holds, side: null };
}

/** The lower and the higher of two levels, in whatever order they were given. */
export function ordered([first = 0, second = 0]: readonly Value[]): readonly [low: Value, high: Value] {
  return compare(first, second) > 0 ? [second, first] : [first, second];
}
