import type { Mark } from "../market/marks";
import { text } from "../texts";

/** What a mark says, in a word or two. */
export function wordsOf(mark: Mark): string {
  return WORDS[mark]();
}

const WORDS: Readonly<Record<Mark, () => string>> = {
  malformed: () => text("form.malformed"),
  elsewhere: () => text("form.elsewhere"),
  misplaced: () => text("form.misplaced"),
  otherMarket: () => text("picking.otherMarket"),
  expired: () => text("form.expired"),
  unlisted: () => text("form.unlisted"),
};
