import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, read } from "./forms";

const CHINESE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.source;
/** Of a language that is written in full width, half a width beside its own letters. */
const HALF_WIDTH = new RegExp(`(${CHINESE})[,;:!?()]|[,;!?()](${CHINESE})`, "u");

/** What nobody writes in that language, as its rules of typesetting have it. */
const WRONG: Readonly<Record<string, RegExp>> = {
  de: /"|[a-zäöü]”|\s[;:!?]/,
  "en-US": /"|’|\s[;:!?]/,
  "es-ES": /"|“|\s[;:!?]/,
  // A space that breaks no line stands before each of these, and within quotation marks.
  fr: /"|'|[^\u00a0\u202f][;!?»]|[\p{Letter})] ?:(?= |$)|«[^\u00a0]/u,
  ja: HALF_WIDTH,
  ko: /"|\s[;:!?]/,
  "pt-BR": /"|«|\s[;:!?]/,
  ru: /"|“|\s[;:!?]/,
  "zh-CN": HALF_WIDTH,
  "zh-TW": new RegExp(`${HALF_WIDTH.source}|“`, "u"),
};

describe("The texts are set as their language is", () => {
  for (const language of readdirSync(join(ROOT, "locales"))) {
    it(`in ${language}`, () => {
      const found = readdirSync(join(ROOT, "locales", language)).flatMap((file) =>
        proseIn(language, file).filter((text) => WRONG[language]?.test(text)),
      );
      assert.deepEqual(found, []);
    });
  }
});

/** What is not code, an address or a comment; one text is about the question mark of an address. */
function proseIn(language: string, file: string): string[] {
  const content = read(`locales/${language}/${file}`);
  const texts = file.endsWith(".json") ? leaves(JSON.parse(content)) : content.split("\n").map(stripped);
  return texts
    .filter((text) => !text.includes("wss://host"))
    .map((text) => text.replace(/\b(?:https?|wss?):\/\/\S*/g, ""));
}

function stripped(line: string): string {
  return line
    .replace(/<code>.*?<\/code>/g, "0")
    .replace(/<[^>]*>/g, "")
    .replace(/&\w+;/g, "");
}

function leaves(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((value) => (typeof value === "string" ? [value] : leaves(value)));
}
