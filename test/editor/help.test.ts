import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { helpOutlineOf } from "../../scripts/build/forms.mjs";
import { helpOf, helpTextsIn } from "../../scripts/build/help.mjs";
import { FILES, ROOT, read } from "./forms";

const LANGUAGES = readdirSync(join(ROOT, "locales"));

/** Longer lines are sentences, shorter ones can be words that many sentences have. */
const SENTENCE = 25;

for (const language of LANGUAGES) {
  describe(`The help in ${language}`, () => {
    it("is built for every node as it is tested, and nothing else is shipped", () => {
      const folder = `dist/nodes/locales/${language}`;
      const pages = readdirSync(join(ROOT, folder)).filter((file) => file.endsWith(".html"));
      assert.deepEqual(pages.sort(), FILES.map((file) => `${file}.html`).sort());
      for (const file of FILES) assert.equal(read(`${folder}/${file}.html`), helpOf(language, file), file);
    });

    it("shows readers nothing of how it is put together", () => {
      assert.deepEqual(
        FILES.filter((file) => helpOf(language, file).includes("<!--")),
        [],
      );
    });

    it("uses every text that is defined", () => {
      const used = new Map(FILES.map((file) => [file, namesUsed(language, file)]));
      const anywhere = new Set([...used.values()].flatMap((names) => [...names]));
      const unused = (file: string, names = anywhere) =>
        [...helpTextsIn(`${language}/${file}`).keys()]
          .filter((name) => !names.has(name))
          .map((name) => `${file}: ${name}`);
      const left = FILES.flatMap((file) => unused(file, used.get(file)));
      assert.deepEqual([...left, ...unused("shared")], []);
    });

    it("says nothing in two places", () => {
      const sentences = [...FILES, "shared"].flatMap((file) =>
        sentencesIn(`locales/${language}/${file}.html`),
      );
      assert.deepEqual(
        sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index),
        [],
      );
    });
  });
}

/** The texts that a node's help is made of: those in its outline, and those in these. */
function namesUsed(language: string, file: string): Set<string> {
  const texts = new Map([...helpTextsIn(`${language}/shared`), ...helpTextsIn(`${language}/${file}`)]);
  const names = new Set<string>();
  const follow = (text: string) => {
    for (const [, name = ""] of text.matchAll(/<!-- text (\S+) -->/g)) {
      names.add(name);
      follow(texts.get(name) ?? "");
    }
  };
  follow(helpOutlineOf(file));
  return names;
}

/** The lines of a file without their tags, but for the names of properties and their types. */
function sentencesIn(path: string): string[] {
  const lines = read(path)
    .replace(/<!--.*?-->|<dt.*<\/dt>|<[^>]+>/g, "")
    .split("\n");
  return lines.map((line) => line.trim()).filter((line) => line.length > SENTENCE);
}
