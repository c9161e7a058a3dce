import { copyOfName } from "./names";

/** Characters, at most; a sentence has fewer, and of a page that stands in for one nobody reads more. */
export const LONGEST_WORDS = 500;
/** Stands where words were cut. */
export const CUT = "…";
/** A run of characters that end a line or jump to a column: words stay apart without them. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/**
 * Characters that nobody sees: controls, direction marks and the like. They are removed, not replaced, so that no secret
 * is parted by them.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/**
 * Somebody else's words, of the exchange or of a flow, as they are taken in: short, and without what a terminal or a page
 * would act on. Nothing that keeps, searches or shows words gets more of them.
 *
 * @param longest characters, at most; words that are cut end with `CUT`
 */
export function words(text: string, longest = LONGEST_WORDS): string {
  const isCut = text.length > longest;
  const kept = isCut ? text.slice(0, longest - CUT.length) + CUT : text;
  return copyOfName(kept).replace(BREAKS, " ").replace(UNSEEN, "");
}
