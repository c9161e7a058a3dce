import type { Rule } from "../rule";
import type { Side } from "../topic";
import { signOfExcess } from "../values/comparison";
import type { Before, Sight, Standing } from "./standing";

/**
 * A level is crossed when the value is past it and was on its other side before; the first value only tells where it stands,
 * and one that is on the level changes nothing. It holds until the value is back past the level by the hysteresis: for
 * `crosses` that is the next crossing.
 */
export function crossing({ condition, scale, hysteresis }: Rule, sight: Sight, before: Before): Standing {
  const { value, levels } = sight;
  const [level = 0] = levels;
  if (before.side === null) {
    const side = sideOf(signOfExcess(value, 0, level, 0, scale));
    return { holds: before.isHeld && side !== null && isMeant(condition, side), side };
  }
  const isOnWayBack = condition === "crosses" ? before.isHeld : isMeant(condition, before.side);
  const back = isOnWayBack ? hysteresis : 0;
  const other = before.side === "above" ? "below" : "above";
  const past = other === "above" ? 1 : -1;
  if (signOfExcess(value, 0, level, past * back, scale) !== past) {
    return { holds: before.isHeld, side: before.side };
  }
  const holds = isMeant(condition, other);
  return { holds, side: other, isAnother: holds && before.isHeld };
}

function sideOf(sign: number): Side | null {
  if (sign === 0) return null;
  return sign > 0 ? "above" : "below";
}

function isMeant(condition: Rule["condition"], side: Side): boolean {
  return condition === "crosses" || condition === (side === "above" ? "crossesUp" : "crossesDown");
}
