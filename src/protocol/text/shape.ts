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
