/** The value below which that share of the values lies, between neighbours in proportion; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The quotients of what was measured in the same round. */
export function ratios(values: readonly number[], bases: readonly number[]): number[] {
  return combined(values, bases, (value, base) => value / base);
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
