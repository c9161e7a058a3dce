import { runtime as german } from "../../../../locales/de/alert.json";
import { runtime as english } from "../../../../locales/en-US/alert.json";
import { runtime as spanish } from "../../../../locales/es-ES/alert.json";
import { runtime as french } from "../../../../locales/fr/alert.json";
import { runtime as japanese } from "../../../../locales/ja/alert.json";
import { runtime as korean } from "../../../../locales/ko/alert.json";
import { runtime as portuguese } from "../../../../locales/pt-BR/alert.json";
import { runtime as russian } from "../../../../locales/ru/alert.json";
import { runtime as chinese } from "../../../../locales/zh-CN/alert.json";
import { runtime as taiwanese } from "../../../../locales/zh-TW/alert.json";

export type Words = typeof english;

/** Of all languages: a node writes in the one in which it was saved, and Node-RED has only the server's at hand. */
const LANGUAGES: readonly Words[] = [
  english,
  german,
  spanish,
  french,
  japanese,
  korean,
  portuguese,
  russian,
  chinese,
  taiwanese,
];

/** The words of a language such as `de` or `de-AT`; the English ones where there are none. */
export function wordsOf(language: string): Words {
  const wanted = language.toLowerCase();
  const part = wanted.split("-", 1)[0];
  return (
    LANGUAGES.find((words) => words.language.toLowerCase() === wanted) ??
    LANGUAGES.find((words) => words.language.split("-", 1)[0] === part) ??
    english
  );
}

/** A text with its places filled: `__topic__`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/__(\w{1,20}?)__/g, (place, name: string) => String(values[name] ?? place));
}
