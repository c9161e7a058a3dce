import { type Decimal, parseDecimal } from "./decimal";

/** A number, or the text of a decimal that no number holds. */
export type Value = number | string;

/** What is in a place where a value is looked for. */
export type Found = Value | "absent" | "unreadable";

/** Any decimal of so many digits is found again in the number that is nearest to it. */
const DIGITS_OF_A_NUMBER = 15;
/** Beyond these sizes numbers get coarse, or end. */
const [SMALLEST, LARGEST] = [1e-290, 1e290];

/** Longer texts are no values. */
const LONGEST = 140;

const NOT_A_DIGIT = /[^\d]/g;
const EXPONENT = /e/i;

/**
 * Reads a value: a number, or a text that is one. Nothing, `null` and blank texts are no value, which is not wrong;
 * anything else is.
 */
export function readValue(found: unknown): Found {
  // Adding 0 makes 0 of −0, which JSON does not know.
  if (typeof found === "number") return Number.isFinite(found) ? found + 0 : "unreadable";
  if (found === undefined || found === null) return "absent";
  if (typeof found === "bigint") return readText(String(found));
  return typeof found === "string" ? readText(found) : "unreadable";
}

export function isValue(found: Found): found is Value {
  return found !== "absent" && found !== "unreadable";
}

export function decimalOf(value: Value): Decimal {
  return parseDecimal(String(value)) ?? { digits: 0n, power: 0 };
}

function readText(written: string): Found {
  if (written.length > LONGEST) return "unreadable";
  const text = written.trim();
  if (text === "") return "absent";
  if (!parseDecimal(text)) return "unreadable";
  const number = Number(text) + 0;
  return holds(number, text) ? number : text;
}

function holds(number: number, text: string): boolean {
  const size = Math.abs(number);
  const digits = text.split(EXPONENT, 1).join().replace(NOT_A_DIGIT, "");
  return digits.length <= DIGITS_OF_A_NUMBER && size < LARGEST && (size > SMALLEST || Number(digits) === 0);
}
