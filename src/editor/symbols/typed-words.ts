import { symbolsIn } from "../../protocol/symbols/symbol-list";

/**
 * Words that were typed to find symbols, and name none, are saved among the symbols as one that no exchange has,
 * `?btc+put`: a node that was left so is not valid before somebody has chosen, and its form has the words again.
 */
const MARK = "?";

/** The words of a saved list; empty where there are none. */
export function wordsIn(list: string): string {
  return list
    .split(/[\s,;]+/)
    .filter(isWords)
    .map(read)
    .join(" ");
}

/** How words are saved. */
export function asSymbol(words: string): string {
  return MARK + words.replace(/[+%,;\s]/g, (sign) => (sign === " " ? "+" : encodeURIComponent(sign)));
}

export function isWords(symbol: string): boolean {
  return symbol.startsWith(MARK);
}

/** The symbols of a saved list, without its words. */
export function symbolsBeside(list: string): string[] {
  return symbolsIn(list).filter((symbol) => !isWords(symbol));
}

function read(symbol: string): string {
  const words = symbol.slice(MARK.length).replaceAll("+", " ");
  try {
    return decodeURIComponent(words);
  } catch {
    // Somebody has written it by hand.
    return words;
  }
}
