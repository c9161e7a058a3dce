import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { isSymbol } from "../../protocol/symbols/symbols";
import { isVariable } from "../form/rules";
import { isRollingName } from "../rolling/takes";

/** The chips of a saved text; an `${ENV_VAR}` is one, as it stands. */
export function chipsOf(written: string): string[] {
  return isVariable(written) ? [written.trim()] : symbolsIn(written);
}

/** The text to save. */
export function writtenAs(chips: readonly string[]): string {
  return chips.join(", ");
}

/** Whether a text that was not finished with Enter names symbols, where another was only meant to find some. */
export function isList(written: string): boolean {
  const words = chipsOf(written);
  return (
    words.length > 0 && (words.length === 1 || words.every((word) => isName(word) && /\D{3}/.test(word)))
  );
}

function isName(word: string): boolean {
  return isSymbol(word) || isRollingName(word);
}
