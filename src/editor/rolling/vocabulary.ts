import { calendarOf } from "../../market/words/calendar";
import { plain } from "../../market/words/plain";
import { ENGLISH, type Vocabulary } from "../../market/words/vocabulary";
import { text } from "../texts";

type Lists = Omit<Vocabulary, "calendar">;

const made = new Map<string, Vocabulary>();

/** English, and the words of the editor's language beside it. */
export function vocabulary(): Vocabulary {
  const language = RED.i18n.lang();
  const known = made.get(language) ?? vocabularyOf(language);
  made.set(language, known);
  return known;
}

function vocabularyOf(language: string): Vocabulary {
  const own: Readonly<Record<keyof Lists, string>> = {
    next: text("words.next"),
    week: text("words.week"),
    month: text("words.month"),
    quarter: text("words.quarter"),
    days: text("words.days"),
    money: text("words.money"),
    delta: text("words.delta"),
    call: text("words.call"),
    put: text("words.put"),
    filler: text("words.filler"),
  };
  const both = Object.entries(own).map(([meaning, words]) => [
    meaning,
    [...new Set([...ENGLISH[meaning as keyof Lists], ...listIn(words)])],
  ]);
  return {
    ...(Object.fromEntries(both) as Lists),
    calendar: calendarOf(language),
  };
}

function listIn(words: string): readonly string[] {
  return plain(words).split(" ");
}
