/**
 * What the decoders share: the JSON Schemas of a row's fields, and how a payload is put together.
 *
 * A schema refuses what has no meaning in a field, and knows nothing of the fields that a page does not list: those
 * can appear any day (docs/protocol.md, "What breaks a careless decoder", 8).
 */

import { LONGEST_NAME } from "../limits";
import type { SchemaObject } from "../schema";
import { type Option, parseOption } from "../symbols/symbols";
import { BLANK, DECIMAL, LARGEST } from "../text/numbers";

/** A number that must be there. */
export type Quantity = number | string;

/** An id: a number or a string of digits, which json.ts keeps whole, or of up to 64 characters. */
export type WireId = number | string | null;

/** A list of which each part may be bad by itself; `""` and `null` say as little as a list that is missing. */
export type WireList<Part> = Part[] | string | null;

/** The schema of a row's every field, so that the compiler misses neither one too few nor one too many. */
export type Properties<Row> = { readonly [Field in keyof Row]-?: SchemaObject };

const OPTIONAL_DECIMAL = `${DECIMAL}|${BLANK}`;

const FIGURES = { minimum: -LARGEST, maximum: LARGEST };

export const NUMBER: SchemaObject = {
  type: ["number", "string", "null"],
  ...FIGURES,
  pattern: OPTIONAL_DECIMAL,
};
export const QUANTITY: SchemaObject = { type: ["number", "string"], ...FIGURES, pattern: DECIMAL };

/** Of a row that needs one of two spellings of a `NUMBER`: that it has this one, neither `null` nor blank. */
export function holds(field: string): SchemaObject {
  return { required: [field], properties: { [field]: { type: ["number", "string"], pattern: "\\S" } } };
}

export const ID: SchemaObject = { type: ["number", "string", "null"], maxLength: LONGEST_NAME };
/** Any text: one that nobody can read must not cost the row. */
export const TEXT: SchemaObject = { type: ["string", "null"] };
export const SYMBOL: SchemaObject = { type: "string", pattern: `^[^\\s]{1,${LONGEST_NAME}}$` };

/** Ten times the longest list that is documented: more is no book, and reading it would hold up the others. */
export const MOST_PARTS = 1000;

/** A list with parts of this schema, or none. */
export function listOf(items: SchemaObject): SchemaObject {
  return { type: ["array", "string", "null"], pattern: BLANK, maxItems: MOST_PARTS, items };
}

/** Digits of ms before the point, at most. A time with more is in no calendar, or in a smaller unit than ms. */
const MOMENT_DIGITS = 15;
const MOMENTS = { exclusiveMinimum: -(10 ** MOMENT_DIGITS), exclusiveMaximum: 10 ** MOMENT_DIGITS };

/**
 * The same limit for a text: the larger its exponent, the fewer digits stand before the point, so that it makes no
 * difference whether a text or a number of it comes here (plain-json.ts).
 */
const RAISED = Array.from({ length: MOMENT_DIGITS }, (_, exponent) => {
  return String.raw`\d{1,${MOMENT_DIGITS - exponent}}(?:\.\d{1,64})?[eE]\+?0?${exponent}`;
});
const LOWERED = String.raw`\d{1,${MOMENT_DIGITS}}(?:\.\d{1,64})?(?:[eE]-\d{1,3})?`;
const MOMENT_TEXT = String.raw`^\s{0,32}-?(?:${[LOWERED, ...RAISED].join("|")})\s{0,32}$`;

/** A time in ms that must be there. */
export const MOMENT: SchemaObject = { type: ["number", "string"], ...MOMENTS, pattern: MOMENT_TEXT };
export const TIME: SchemaObject = {
  type: ["number", "string", "null"],
  ...MOMENTS,
  pattern: `${MOMENT_TEXT}|${BLANK}`,
};

/** A payload's fields, each of them named; those that the contract lets be absent may be `undefined`. */
export type Fields<Payload> = {
  [Field in keyof Payload]-?: object extends Pick<Payload, Field>
    ? Payload[Field] | undefined
    : Payload[Field];
};

/**
 * The payload with no key for what the exchange did not send: absent, where `undefined` would still be a key.
 *
 * @param fields becomes the payload itself if nothing is absent
 */
export function payloadOf<Payload extends object>(fields: Fields<Payload>): Payload {
  for (const field in fields) if (fields[field] === undefined) return withoutAbsent(fields);
  return fields as Payload;
}

function withoutAbsent<Payload extends object>(fields: Fields<Payload>): Payload {
  const payload: Partial<Record<keyof Payload, unknown>> = {};
  for (const field in fields) {
    const value = fields[field];
    if (value !== undefined) payload[field] = value;
  }
  return payload as Payload;
}

/** The parts of a list; `undefined` where none was sent. */
export function partsOf<Part>(list: WireList<Part> | undefined): readonly Part[] | undefined {
  return Array.isArray(list) ? list : undefined;
}

/**
 * The value of a field that the row's schema has found to be there.
 *
 * @throws RangeError for a row that did not come through readRows
 */
export function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError("a required field has no value");
  return value;
}

/** What an option's name says of it; nothing for any other symbol. */
export function optionOf(symbol: string): Partial<Option> {
  const known = options.get(symbol);
  if (known) return known;
  // Put together anew: it can be a part of a frame's text, which the engine would keep as long as this.
  const name = symbol.split("").join("");
  const option = parseOption(name) ?? NOT_AN_OPTION;
  if (options.size >= MOST_NAMES) options.clear();
  options.set(name, option);
  return option;
}

const NOT_AN_OPTION: Partial<Option> = {};

/** The same names come again and again; more of them than an exchange lists. */
const MOST_NAMES = 10_000;
const options = new Map<string, Partial<Option>>();
