/** A span of time as a person says it. */
export interface Duration {
  /** As it is written: `1.5`. */
  readonly amount: string;
  readonly unit: DurationUnit;
}

export type DurationUnit = "second" | "minute" | "hour" | "day";

/** Seconds. */
const LENGTHS: Readonly<Record<DurationUnit, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** The largest unit first. */
const UNITS: readonly DurationUnit[] = ["day", "hour", "minute", "second"];

/** In the largest unit in which it is a whole number; what is no number stays as it is written. */
export function durationOf(written: string): Duration {
  const seconds = numberIn(written);
  const unit = UNITS.find((each) => seconds > 0 && seconds % LENGTHS[each] === 0) ?? "second";
  return { amount: unit === "second" ? written : String(seconds / LENGTHS[unit]), unit };
}

/** Seconds, as they are saved, to the millisecond. */
export function secondsOf({ amount, unit }: Duration): string {
  const number = numberIn(amount);
  if (unit === "second" || !Number.isFinite(number)) return amount;
  return String(Math.round(number * LENGTHS[unit] * 1000) / 1000);
}

export function isDurationUnit(word: string): word is DurationUnit {
  return word in LENGTHS;
}

function numberIn(written: string): number {
  return written.trim() === "" ? Number.NaN : Number(written);
}
