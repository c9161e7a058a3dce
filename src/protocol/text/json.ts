/**
 * JSON, without what JSON.parse does to long numbers.
 *
 * Ids on the wire are integers past 2^53 (docs/protocol.md, "What breaks a careless decoder", 5), which JSON.parse
 * rounds to another account's id without a word.
 */

import { parse } from "lossless-json";

/** A number where a value can begin, with enough digits in a row to be past 2^53 (which has 16). */
const LONG_INTEGER = /(?:^|[:,[\s])-?\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * Reads JSON as JSON.parse does, but an integer that a double can't hold becomes a string of its digits.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  const json = withoutMark(text);
  // JSON.parse is many times faster, and nearly every frame can have it.
  return LONG_INTEGER.test(json) ? parseWith(json, safeNumber) : JSON.parse(json);
}

/**
 * Reads JSON with every number as the string of digits that was sent, for exact decimals.
 *
 * @throws SyntaxError
 */
export function parseExactly(text: string): unknown {
  return parseWith(withoutMark(text), asSent);
}

/** A byte-order mark in front belongs to the encoding, not to the text. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function parseWith(text: string, parseNumber: (digits: string) => unknown): unknown {
  try {
    return parse(text, null, { parseNumber, onDuplicateKey: lastOne });
  } catch (error) {
    // The parser calls itself once a level, so that a hostile text can exhaust the stack.
    if (error instanceof RangeError) throw new SyntaxError("JSON is nested too deeply", { cause: error });
    throw error;
  }
}

function safeNumber(digits: string): number | string {
  const value = Number(digits);
  return INTEGER.test(digits) && !Number.isSafeInteger(value) ? digits : value;
}

function asSent(digits: string): string {
  return digits;
}

/** What JSON.parse does with a key that comes twice. */
function lastOne({ newValue }: { newValue: unknown }): unknown {
  return newValue;
}
