import type { Mark } from "../market/marks";
import { text } from "../texts";
import { wordsOf } from "./mark-words";
import type { Marking } from "./note";
import { areMany } from "./part";

const MARKS: readonly Mark[] = ["malformed", "elsewhere", "misplaced", "otherMarket", "expired", "unlisted"];

/** Says below many symbols how many they are, and how many of them something is wrong with; nothing below few. */
export function showTally(row: HTMLElement, symbols: readonly string[], marking: Marking): void {
  const line = row.querySelector<HTMLElement>(".coincall-tally");
  const words = line?.querySelector("span");
  if (!line || !words) return;
  const sentence = areMany(symbols.length) ? tallyOf(symbols, marking) : "";
  line.hidden = sentence === "";
  if (words.textContent !== sentence) words.textContent = sentence;
}

function tallyOf(symbols: readonly string[], marking: Marking): string {
  const counts = new Map<Mark, number>();
  for (const symbol of symbols) {
    const wrong = marking(symbol);
    if (wrong) counts.set(wrong, (counts.get(wrong) ?? 0) + 1);
  }
  const wrong = MARKS.filter((mark) => counts.has(mark));
  return [
    text("form.chosen", { count: inWords(symbols.length) }),
    ...wrong.map((mark) => `${wordsOf(mark)}: ${inWords(counts.get(mark) ?? 0)}`),
  ].join(" · ");
}

function inWords(count: number): string {
  return count.toLocaleString(RED.i18n.lang());
}
