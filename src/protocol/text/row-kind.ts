/** A kind of object on the wire, by the fields that are known of it. */
export interface RowKind {
  readonly fields: readonly string[];
  /** The kinds of the objects in its lists, by the field that holds the list. */
  readonly below: Readonly<Record<string, RowKind>>;
  /** An object of these values, in the order of `fields`; `undefined` for a field that was not sent. */
  create(values: unknown[]): object;
}

/**
 * Objects with the same fields, some thousand a second: the values stand in a list, and a field is read from its place
 * there. The engine fills a list many times as fast as it gives an object one field after the other.
 */
export function rowKind(fields: readonly string[], below: Readonly<Record<string, RowKind>> = {}): RowKind {
  class Row {
    readonly values: unknown[];

    constructor(values: unknown[]) {
      this.values = values;
    }
  }
  fields.forEach((field, place) => {
    Object.defineProperty(Row.prototype, field, {
      get(this: Row) {
        return this.values[place];
      },
    });
  });
  return { fields, below, create: (values) => new Row(values) };
}
