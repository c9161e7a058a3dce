/** A JSON Schema. The build compiles those that schemas.ts names, into guards. */
export interface SchemaObject {
  readonly [keyword: string]: unknown;
}

/** Tells whether something that came from outside is what its schema describes. */
export type Guard<T> = (data: unknown) => data is T;
