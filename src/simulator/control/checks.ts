/** Whether an order can be carried out. Orders come from tests in any language, over HTTP. */

/** An order that cannot be carried out, with the reason in words for whoever gave it. Nothing has changed. */
export class ControlError extends Error {}

/** @throws {ControlError} for anything but a number within the limits, both inclusive */
export function between(name: string, value: number, lowest: number, highest: number): void {
  if (typeof value === "number" && value >= lowest && value <= highest) return;
  throw new ControlError(`${name} must be a number from ${lowest} to ${highest}`);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** As much of a text as an answer need repeat. */
export function quoted(text: unknown): string {
  return isText(text) ? JSON.stringify(text.slice(0, 40)) : `a ${typeof text}`;
}
