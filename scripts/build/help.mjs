import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";
import { helpOutlineOf } from "./forms.mjs";

const USE = /<!-- text (\S+) -->/g;
const DEFINITION = /^<!-- define (\S+) -->$/m;

/**
 * A node's help in a language: its outline, which is the same in all of them, with each `<!-- text NAME -->` replaced
 * by what stands below `<!-- define NAME -->` in locales/LANGUAGE/NODE.html, or else in locales/LANGUAGE/shared.html.
 * Texts use others in the same way: so a shared one has room for a word or an example of the node's own.
 */
export function helpOf(language, node) {
  const texts = new Map([...helpTextsIn(`${language}/shared`), ...helpTextsIn(`${language}/${node}`)]);
  const fill = (text) => text.replace(USE, (_use, name) => fill(textNamed(name)));
  const textNamed = (name) => {
    const text = texts.get(name);
    if (text === undefined) throw new StepError(`The help of ${node} has no text "${name}" in ${language}.`);
    return text;
  };
  return `${fill(helpOutlineOf(node))}\n`;
}

/** The texts that a file of locales/ defines, such as `de/shared`, by their names. */
export function helpTextsIn(file) {
  const [, ...parts] = readFileSync(join(ROOT, `locales/${file}.html`), "utf8").split(DEFINITION);
  const texts = new Map();
  while (parts.length > 0) {
    const [name, text] = parts.splice(0, 2);
    texts.set(name, text.replace(/^\r?\n/, "").trimEnd());
  }
  return texts;
}
