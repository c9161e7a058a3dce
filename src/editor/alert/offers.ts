/** Places of a message that hold something else than a value which is worth an alert. */
const TIMES = /(?:^|\.)(?:timestamp|expiry|received|sent)$/;

/**
 * The places of a message that hold numbers, as paths: `payload.price`. What is in a list has no place of its own.
 *
 * @param message a sample of what comes
 */
export function numbersIn(message: object): string[] {
  const { payload } = message as { readonly payload?: unknown };
  return placesIn(payload, "payload").filter((place) => !TIMES.test(place));
}

function placesIn(value: unknown, path: string): string[] {
  if (isNumber(value)) return [path];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => placesIn(part, `${path}.${name}`));
}

/** Exact decimals are text. */
function isNumber(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value));
}
