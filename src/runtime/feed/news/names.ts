const MOST = 10;

/** Up to ten of them, and the number of the others. */
export function namesIn(names: readonly string[]): string {
  const others = names.length - MOST;
  return names.slice(0, MOST).join(", ") + (others > 0 ? `, … (+${others})` : "");
}
