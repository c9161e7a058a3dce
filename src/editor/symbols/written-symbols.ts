import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { isVariable } from "../form/rules";
import { asSymbol, symbolsBeside } from "./typed-words";

/** The chips of a saved text; an `${ENV_VAR}` is one, as it stands. */
export function chipsOf(written: string): string[] {
  return isVariable(written) ? [written.trim()] : symbolsBeside(written);
}

/** The text to save. @param words that were typed and name no symbol */
export function writtenAs(chips: readonly string[], words: string): string {
  return [...chips, ...(words === "" ? [] : [asSymbol(words)])].join(", ");
}

/** Has a dash or a slash as names do, or ends like one. */
const LIKE_A_NAME = /[-/]|USD[TC]?$/;

/**
 * The entries of a pasted list, each of which is one word that looks like a name: what is wrong with it, its chip tells.
 * `undefined` for a text of another kind, such as words to search for.
 *
 * @param isNamed whether a word is a symbol that the node can watch, whatever it looks like
 */
export function pastedList(
  pasted: string,
  isNamed: (word: string) => boolean,
): readonly string[] | undefined {
  const entries = pasted.split(/[,;\r\n]+/).filter((entry) => entry.trim() !== "");
  const words = entries.flatMap((entry) => symbolsIn(entry));
  const isList = entries.length > 1 && words.length === entries.length;
  return isList && words.every((word) => LIKE_A_NAME.test(word) || isNamed(word)) ? words : undefined;
}
