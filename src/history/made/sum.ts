import { asDecimals, type Wire } from "../../protocol/text/numbers";

/** Digits that are counted in whole numbers: sums of such are exact. Nearly all volumes are. */
const PLAIN = /^\d{1,8}(?:\.\d{1,7})?$/;

/** Exactly, as a text; of what can't be read, the other. */
export function sum(one: Wire | undefined, other: Wire | undefined): Wire {
  if (isPlain(one) && isPlain(other)) return sumOfPlain(String(one), String(other));
  const [first, second] = [asDecimals.read(one), asDecimals.read(other)];
  if (first === undefined || second === undefined) return first ?? second ?? null;
  // The exact difference to what is negative.
  return asDecimals.spread(first.startsWith("-") ? first.slice(1) : `-${first}`, second);
}

function isPlain(value: Wire | undefined): value is string | number {
  return typeof value === "string"
    ? PLAIN.test(value)
    : typeof value === "number" && PLAIN.test(String(value));
}

function sumOfPlain(one: string, other: string): string {
  const places = Math.max(placesOf(one), placesOf(other));
  return withPoint(unitsOf(one, places) + unitsOf(other, places), places);
}

function placesOf(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/** How many of the smallest unit with so many decimal places; a whole number, of 15 digits at most. */
function unitsOf(text: string, places: number): number {
  return Number(text.replace(".", "")) * 10 ** (places - placesOf(text));
}

function withPoint(units: number, places: number): string {
  if (places === 0) return String(units);
  const digits = String(units).padStart(places + 1, "0");
  const point = digits.length - places;
  let end = digits.length;
  while (end > point && digits[end - 1] === "0") end -= 1;
  const whole = digits.slice(0, point);
  return end === point ? whole : `${whole}.${digits.slice(point, end)}`;
}
