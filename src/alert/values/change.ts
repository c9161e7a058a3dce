import type { Scale } from "./comparison";
import { formatDecimal, minus, ratio, signOf, sizeOf, times } from "./decimal";
import { decimalOf, type Value } from "./value";

const HUNDRED = { digits: 100n, power: 0 };

/** Decimal places of a percentage: more is noise, and exact decimals have to end somewhere. */
const PLACES = 12;

/**
 * How far a value is from where it was, in the unit of the level: a number for a number, exact decimals for a text.
 *
 * @param written the value as it came
 * @returns `undefined` for a percentage of 0
 */
export function changeOf(written: Value, value: Value, from: Value, scale: Scale): Value | undefined {
  const [difference, base] = [minus(decimalOf(value), decimalOf(from)), decimalOf(from)];
  if (scale === "percent" && signOf(base) === 0) return undefined;
  const change =
    scale === "value"
      ? difference
      : scale === "points"
        ? times(difference, HUNDRED)
        : ratio(times(difference, HUNDRED), sizeOf(base), PLACES);
  const text = formatDecimal(change);
  return typeof written === "number" ? Number(text) : text;
}
