import type { Limits } from "../../../protocol/limits";
import type { WritingReason } from "../problem";

/** What is wrong with a word of a name, and the word. */
export interface Wrong {
  readonly reason: WritingReason;
  readonly word?: string;
  readonly sign?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What follows a sign in a word, `2` in `W+2`. */
export function countAfter(sign: string, digits: string, word: string, limits: Limits): number | Wrong {
  if (!/^\d+$/.test(digits)) return { reason: "rollingNumberMissing", word, sign };
  return within(Number(digits), word, limits);
}

/** The number of a word, where it is none too many or too few. */
export function within(number: number, word: string, { minimum, maximum }: Limits): number | Wrong {
  if (number >= minimum && number <= maximum) return number;
  return { reason: "rollingNumberBeyond", word, minimum, maximum };
}

const LONGEST_QUOTE = 40;

/** What somebody wrote, short enough for a sentence. */
export function shortened(text: string): string {
  return text.slice(0, LONGEST_QUOTE);
}
