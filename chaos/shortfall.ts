/** What a fault has shown to be wrong, in words for the table. */
export class Shortfall extends Error {}

/** @throws Shortfall */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Shortfall(otherwise);
}
