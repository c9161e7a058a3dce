/**
 * Decimals as they are written, of any length: `digits` · 10^`power`. A number counts as what JavaScript writes for it, so that
 * 0.3 − 0.1 is 0.2.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly power: number;
}

/** Digits and exponent are bounded, so that none takes long to calculate with. */
const WRITTEN = /^([+-]?)(\d{0,64})(?:\.(\d{0,64}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The decimal that a text is; `undefined` where it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = "", places = "", exponent = "0"] = WRITTEN.exec(text) ?? [];
  if (sign === undefined || whole + places === "") return undefined;
  const digits = BigInt(whole + places);
  return { digits: sign === "-" ? -digits : digits, power: Number(exponent) - places.length };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const power = Math.min(a.power, b.power);
  return { digits: digitsAt(a, power) + digitsAt(b, power), power };
}

export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, { digits: -b.digits, power: b.power });
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, power: a.power + b.power };
}

export function sizeOf({ digits, power }: Decimal): Decimal {
  return { digits: digits < 0n ? -digits : digits, power };
}

export function signOf({ digits }: Decimal): -1 | 0 | 1 {
  if (digits === 0n) return 0;
  return digits < 0n ? -1 : 1;
}

/** `a` / `b`, cut off after so many places; `b` must not be 0. */
export function ratio(a: Decimal, b: Decimal, places: number): Decimal {
  const shift = a.power - b.power + places;
  const [above, below] = shift < 0 ? [a.digits, b.digits * ten(-shift)] : [a.digits * ten(shift), b.digits];
  return { digits: above / below, power: -places };
}

/** In plain notation, without zeros at the end of its places. */
export function formatDecimal({ digits, power }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const size = String(digits < 0n ? -digits : digits);
  if (power >= 0) return digits === 0n ? "0" : sign + size + "0".repeat(power);
  const padded = size.padStart(1 - power, "0");
  const places = padded.slice(power).replace(/0{1,1200}$/, "");
  return sign + padded.slice(0, power) + (places && `.${places}`);
}

function digitsAt({ digits, power }: Decimal, wanted: number): bigint {
  return digits * ten(power - wanted);
}

function ten(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
