import { dayInShort } from "../expiry/wording";
import { text } from "../texts";
import type { Fold } from "./folds";
import { wordsOf } from "./mark-words";
import type { Marking, Note } from "./note";

/** `BTC 4 Dec: 20 puts` */
export function foldInWords({ underlying, expiry, symbols, puts }: Fold, now: number): string {
  const chain = `${underlying.replace(/USD$/, "")} ${dayInShort(expiry, now)}`;
  const calls = symbols.length - puts;
  if (puts === 0) return text("picking.calls", { chain, count: inWords(calls) });
  if (calls === 0) return text("picking.puts", { chain, count: inWords(puts) });
  return text("picking.callsAndPuts", { chain, calls: inWords(calls), puts: inWords(puts) });
}

/** What is wrong with options that share a chip: the first kind of it, and with how many of them. */
export function foldNote({ symbols }: Fold, marking: Marking): Note {
  const marks = symbols.map(marking).filter((mark) => mark !== undefined);
  const [kind] = marks;
  if (kind === undefined) return { word: "", sentence: "" };
  const alike = marks.filter((mark) => mark === kind).length;
  const word = alike === symbols.length ? wordsOf(kind) : `${wordsOf(kind)}: ${inWords(alike)}`;
  return { kind, word, sentence: "" };
}

function inWords(count: number): string {
  return count.toLocaleString(RED.i18n.lang());
}
