/** Figures as REST shows them: numbers where the documentation has numbers, and texts with a fixed number of places. */

/** @param places after the point, at most */
export function round(value: number | undefined, places = 8): number {
  return Number((value ?? 0).toFixed(places));
}

/** @param places after the point */
export function text(value: number | undefined, places = 8): string {
  return (value ?? 0).toFixed(places);
}
