import { COIN_NAMES } from "./coins";
import { plain } from "./plain";
import type { Vocabulary } from "./vocabulary";

/** Nobody types more to find something. */
const MOST_WORDS = 20;
/** Characters; more than any part of a name has. */
const LONGEST_WORD = 40;

export function isTooLong(query: string): boolean {
  const words = query.split(/[\s,;-]+/).filter((word) => word !== "");
  return words.length > MOST_WORDS || words.some(({ length }) => length > LONGEST_WORD);
}

/**
 * What somebody types, as it is compared: with slashes in days and no spaces, each name of the calendar one word, and
 * spaces between words of languages that write none.
 */
export function typed(query: string, { calendar, ...words }: Vocabulary): string {
  const compared = plain(query)
    .replace(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, "$1/$2/$3")
    .replace(/\b(\d{1,2})-(\d{1,2})-(\d{4})\b/g, "$1/$2/$3")
    .replace(/\b(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\b/g, "$1/$2/$3")
    .replace(/(\d[年月日년월일號号])(?=\d)/g, "$1 ");
  const joined = [...calendar.names.keys()]
    .filter((name) => name.includes("_"))
    .reduce(
      (text, name) => text.replaceAll(asWritten(name, " "), name).replaceAll(asWritten(name, "-"), name),
      compared,
    );
  if (!UNSPACED.test(joined)) return joined;
  return apart(joined, new Set([...Object.values(words).flat(), ...COIN_NAMES, ...calendar.names.keys()]));
}

function asWritten(name: string, sign: string): string {
  return name.replaceAll("_", sign);
}

/** Japanese, Chinese and Korean. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Spaces around each word that is known, the longest first: `比特币 周五 看跌`. A sign behind a number counts something. */
function apart(text: string, known: ReadonlySet<string>): string {
  const words = [...known]
    .filter((word) => UNSPACED.test(word))
    .sort((one, other) => other.length - one.length);
  let spaced = "";
  for (let at = 0; at < text.length; ) {
    const word = /\d$/.test(spaced) ? undefined : words.find((each) => text.startsWith(each, at));
    spaced += word ? ` ${word} ` : text[at];
    at += word?.length ?? 1;
  }
  return spaced;
}
