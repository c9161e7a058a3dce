import assert from "node:assert/strict";

const PROTOTYPES = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Number.prototype,
];

/** How many keys each has. Other tests' libraries add some when they load, so that it is asked when a run begins. */
export function keysOfPrototypes(): readonly number[] {
  return PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length);
}

/** Nothing that came over a socket has reached what all objects share. */
export function assertNothingPolluted(before: readonly number[]): void {
  assert.deepEqual(keysOfPrototypes(), before, "a built-in prototype has another number of keys");
}

/**
 * A message holds what a flow can rely on: finite numbers, no key without a value, and objects that are what they
 * seem.
 */
export function assertSound(value: unknown, place = "msg"): void {
  assert.ok(value !== undefined && value !== null, `${place} has no value`);
  if (typeof value === "number") assert.ok(Number.isFinite(value), `${place} is ${value}`);
  if (typeof value !== "object") return;
  const prototype: unknown = Object.getPrototypeOf(value);
  const expected = Array.isArray(value) ? Array.prototype : Object.prototype;
  assert.ok(prototype === expected, `${place} has another prototype`);
  for (const key of Reflect.ownKeys(value)) {
    assert.ok(key !== "__proto__", `${place} has a key __proto__`);
    if (key === "length") continue;
    assertSound((value as Record<PropertyKey, unknown>)[key], `${place}.${String(key)}`);
  }
}

/** What an alert sends is as sound, on one of its outputs, and its text is one. */
export function assertTold(outputs: object): void {
  assert.ok(Array.isArray(outputs) && outputs.length === 2);
  const told = outputs.filter((message) => message !== null);
  assert.equal(told.length, 1);
  assertSound(told[0]);
  assert.equal(typeof told[0].payload, "string");
}

/** Keys whose values are the same however a node gives numbers. */
const ALWAYS_NUMBERS = new Set(["expiry", "strike", "timestamp", "timeToExpiry"]);
const ALWAYS_OTHERS = new Set([
  "symbol",
  "underlying",
  "right",
  "period",
  "side",
  "tradeId",
  "userId",
  "coin",
  "closed",
  "history",
]);
const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** Every figure is given the way that the node was told to give numbers. */
export function assertFigures(payload: unknown, numbers: "number" | "string", key = "payload"): void {
  if (typeof payload === "object" && payload !== null) {
    for (const [name, value] of Object.entries(payload)) {
      assertFigures(value, numbers, Array.isArray(payload) ? key : name);
    }
    return;
  }
  if (ALWAYS_OTHERS.has(key)) return;
  const expected = ALWAYS_NUMBERS.has(key) ? "number" : numbers;
  assert.equal(typeof payload, expected, key);
  if (typeof payload === "string") assert.match(payload, PLAIN_DECIMAL, key);
}
