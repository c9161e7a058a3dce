/** The value below which that share of the values lies, between neighbours in proportion; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  // Of two that are infinite there is no difference.
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The quotients of what was measured in the same round; Infinity where one of the two is not above zero. That happens to
 * a difference which drowns in noise: it says nothing, and must not pass for little.
 */
export function ratios(values: readonly number[], bases: readonly number[]): number[] {
  return combined(values, bases, (value, base) =>
    value > 0 && base > 0 ? value / base : Number.POSITIVE_INFINITY,
  );
}

/** The differences of what was measured in the same round. */
export function differences(values: readonly number[], bases: readonly number[]): number[] {
  return combined(values, bases, (value, base) => value - base);
}

function combined(
  values: readonly number[],
  bases: readonly number[],
  combine: (value: number, base: number) => number,
): number[] {
  if (values.length !== bases.length) throw new RangeError("Rounds are missing.");
  return values.map((value, round) => combine(value, bases[round] as number));
}
