import type { RowKind } from "./row-kind";

/** The fields of the objects of a kind, in the order in which they came last. */
export interface Shape {
  readonly kind: RowKind;
  /** The values of an object without any field. */
  readonly absent: readonly unknown[];
  /** The keys as they stand in the text: `"mp":`. */
  readonly literals: Uint8Array[];
  /** The place of each among the kind's fields; −1 for one that is not known. */
  readonly places: number[];
  /** The shape of the objects below each. */
  readonly below: (Shape | undefined)[];
}

export function shapeOf(kind: RowKind): Shape {
  return { kind, absent: kind.fields.map(() => undefined), literals: [], places: [], below: [] };
}

/** Fields of an object that are remembered, known ones or not: several times as many as any row has. */
const MOST_FIELDS = 100;
/** Characters of a key; no field has so many. */
const LONGEST_KEY = 64;

/** Whether a key can be remembered at a place: an object that is like no row is not worth the memory. */
export function canLearn({ kind, places }: Shape, index: number, key: string): boolean {
  if (index >= MOST_FIELDS || key.length > LONGEST_KEY) return false;
  // A list that comes twice would have the shape of its objects twice, and so on below.
  const before = places.slice(0, index);
  return !Object.hasOwn(kind.below, key) || !before.includes(kind.fields.indexOf(key));
}

/**
 * Another key than the last time stands at a place: what was known from there on is forgotten.
 *
 * @param literal the key as it stands in the text, which nobody changes any more
 */
export function learn(shape: Shape, index: number, key: string, literal: Uint8Array): void {
  for (const list of [shape.literals, shape.places, shape.below]) list.length = index;
  const kind = Object.hasOwn(shape.kind.below, key) ? shape.kind.below[key] : undefined;
  shape.literals.push(literal);
  shape.places.push(shape.kind.fields.indexOf(key));
  shape.below.push(kind && shapeOf(kind));
}
