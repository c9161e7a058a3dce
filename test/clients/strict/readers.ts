/** Readers of JSON that take nothing but what they are for: the way in which a careful programmer types what comes over a wire. */

export type Reader<T> = (value: unknown, place: string) => T;

/** What a reader gives. */
export type Read<R> = R extends Reader<infer T> ? T : never;

/** Something is not what the client was written for. */
export class Unexpected extends TypeError {}

export const text: Reader<string> = (value, place) =>
  typeof value === "string" ? value : refuse(value, "a text", place);

export const number: Reader<number> = (value, place) =>
  typeof value === "number" && Number.isFinite(value) ? value : refuse(value, "a number", place);

export const flag: Reader<boolean> = (value, place) =>
  typeof value === "boolean" ? value : refuse(value, "true or false", place);

/** A decimal in a text, as Java writes them: `3920.08500000`, `0E-8`, `0.40000000 `. */
export const decimal: Reader<string> = (value, place) =>
  typeof value === "string" && /^-?\d+(\.\d+)?(E-?\d+)? ?$/.test(value)
    ? value
    : refuse(value, "a decimal in a text", place);

/** ms since 1970. */
export const time: Reader<number> = (value, place) =>
  Number.isSafeInteger(value) && (value as number) > 1e12
    ? (value as number)
    : refuse(value, "a time", place);

export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, place) => (value === null ? null : reader(value, place));
}

export function list<T>(reader: Reader<T>): Reader<T[]> {
  return (value, place) =>
    Array.isArray(value)
      ? value.map((item, index) => reader(item, `${place}[${index}]`))
      : refuse(value, "a list", place);
}

/** All fields must be there; others may be too. */
export function object<Fields extends Readonly<Record<string, Reader<unknown>>>>(
  fields: Fields,
): Reader<{ [Name in keyof Fields]: Read<Fields[Name]> }> {
  return (value, place) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      refuse(value, "an object", place);
    const read = Object.entries(fields).map(([name, reader]) => [
      name,
      reader((value as Record<string, unknown>)[name], `${place}.${name}`),
    ]);
    return Object.fromEntries(read);
  };
}

/** By names that the client does not know. */
export function dictionary<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value, place) => {
    const { all } = object({ all: list(reader) })({ all: Object.values(Object(value)) }, place);
    return Object.fromEntries(Object.keys(Object(value)).map((name, index) => [name, all[index] as T]));
  };
}

function refuse(value: unknown, expected: string, place: string): never {
  throw new Unexpected(`${place} should be ${expected}, and is ${JSON.stringify(value) ?? "missing"}`);
}
