/**
 * The symbols in a text or in several, separated by commas, semicolons, spaces or new lines; in upper case, each once.
 * Source: docs/contract.md, "Palette nodes".
 */
export function symbolsIn(list: string | readonly string[]): string[] {
  const texts = typeof list === "string" ? [list] : list;
  const symbols = texts.flatMap((text) => text.toUpperCase().split(/[\s,;]+/));
  return [...new Set(symbols)].filter((symbol) => symbol !== "");
}
