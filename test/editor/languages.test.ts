import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { helpOf } from "../../scripts/build/help.mjs";
import { FILES, ROOT, read } from "./forms";

type Catalogue = { readonly [key: string]: string | Catalogue };

/** All of Node-RED's own, spelt as it spells them: each has to be there. */
const LANGUAGES = ["de", "en-US", "es-ES", "fr", "ja", "ko", "pt-BR", "ru", "zh-CN", "zh-TW"];
const SOURCE = "en-US";

/** What every language may keep as it is: what is typed, what a message holds, and names. */
const NAMES_AND_TERMS = [
  "btc",
  "btc 95 call",
  "eth dec put",
  "call",
  "put",
  "subscribe, unsubscribe, list, get",
  "get, health",
  "Coincall, live",
  "Coincall, beta",
  "string",
  "number",
  "boolean",
  "array",
  "object",
  "string | array",
  "string | number",
  "number | string",
  "__number__%",
];

/** Words that a language spells as English does. */
const SAME_WORDS: Readonly<Record<string, readonly string[]>> = {
  de: [
    "Details",
    "Heartbeat",
    "in USD.",
    "live",
    "live: __option__",
    "Name",
    "Perpetuals",
    "Status.",
    "Strike",
    "Strikes",
    "TLS",
    "Trades",
  ],
  "es-ES": ["__count__ strikes", "Exchange", "Exchange.", "Strike", "Strikes"],
  fr: ["Heartbeat", "minutes", "Options", "topic"],
  "pt-BR": ["Candles", "Strike", "Strikes"],
};

describe("The palette speaks", () => {
  it("every language that Node-RED does, and no other", () => {
    assert.deepEqual(readdirSync(join(ROOT, "locales")).sort(), LANGUAGES);
  });
});

for (const language of LANGUAGES.filter((name) => name !== SOURCE)) {
  describe(`The palette in ${language}`, () => {
    it("has the files that English has, and no others", () => {
      assert.deepEqual(
        readdirSync(join(ROOT, "locales", language)).sort(),
        readdirSync(join(ROOT, "locales", SOURCE)).sort(),
      );
    });

    for (const file of FILES) {
      describe(`for coincall-${file}`, () => {
        catalogueFollows(language, file);
        helpFollows(language, file);
      });
    }
  });
}

function catalogueFollows(language: string, file: string): void {
  it("has every text of the form and the runtime, in the order of the English ones", () => {
    assert.deepEqual([...textsOf(language, file).keys()], [...textsOf(SOURCE, file).keys()]);
  });

  it("fills the same values into each text", () => {
    const texts = textsOf(language, file);
    const placeholders = (text: string) => [...text.matchAll(/__\w+?__/g)].map(String).sort();
    for (const [key, english] of textsOf(SOURCE, file)) {
      assert.deepEqual(placeholders(texts.get(key) ?? ""), placeholders(english), key);
    }
  });

  it("leaves no text empty or in English", () => {
    const source = textsOf(SOURCE, file);
    const left = [...textsOf(language, file)].filter(
      ([key, text]) => text.trim() === "" || (text === source.get(key) && !mayStay(language, text)),
    );
    assert.deepEqual(left, []);
  });
}

function helpFollows(language: string, file: string): void {
  it("has the parts of the English help, in its order", () => {
    const tags = (blocks: readonly Block[]) => blocks.map((block) => block.tag);
    assert.deepEqual(tags(blocksOf(language, file)), tags(blocksOf(SOURCE, file)));
  });

  it("shows the same code, names and links in each part", () => {
    const blocks = blocksOf(language, file);
    for (const [index, english] of blocksOf(SOURCE, file).entries()) {
      assert.deepEqual(blocks[index]?.elements, english.elements, english.html);
      assert.deepEqual(blocks[index]?.literals, english.literals, english.html);
    }
  });

  it("calls fields and choices in the help as the form does", () => {
    assert.deepEqual(unknownNames(language, file), []);
  });

  it("leaves no part of the help in English", () => {
    const blocks = blocksOf(language, file);
    const left = blocksOf(SOURCE, file).flatMap((english, index) =>
      (blocks[index]?.prose ?? []).filter((text) => english.prose.includes(text)),
    );
    assert.deepEqual(
      left.filter((text) => !mayStay(language, text)),
      [],
    );
  });
}

/** The name that a form gives to a field or a choice has to be found in it by who reads of it in the help. */
function unknownNames(language: string, file: string): string[] {
  const blocks = blocksOf(language, file);
  return blocksOf(SOURCE, file).flatMap((english, index) => {
    const names = blocks[index]?.names ?? [];
    return english.names.filter((name) => {
      const keys = keysOf(SOURCE, file, name);
      const named = names.some((translated) =>
        keysOf(language, file, translated).some((key) => keys.includes(key)),
      );
      return keys.length > 0 && !named;
    });
  });
}

/** The texts of the form that begin as the help names them, which leaves out what follows and may begin a sentence. */
function keysOf(language: string, file: string, name: string): string[] {
  const texts = [...textsOf(language, file), ...textsOf(language, "connection")];
  const begins = (text: string) => text.toLowerCase().startsWith(name.toLowerCase());
  return texts.filter(([, text]) => begins(text)).map(([key]) => key);
}

function mayStay(language: string, text: string): boolean {
  return [...NAMES_AND_TERMS, ...(SAME_WORDS[language] ?? [])].includes(text);
}

/** The texts of a catalogue by their full key, `form.period`. */
function textsOf(language: string, file: string): Map<string, string> {
  return new Map(leaves(JSON.parse(read(`locales/${language}/${file}.json`))));
}

function leaves(catalogue: Catalogue, path = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** From one tag of a paragraph, a list or a title to the next. */
interface Block {
  readonly html: string;
  readonly tag: string;
  /** Sorted, for languages put the words of a sentence in orders of their own. */
  readonly elements: readonly string[];
  /** What code and the names of properties say, sorted too. */
  readonly literals: readonly string[];
  /** Fields and choices: what is emphasised, without the full stop of a title. */
  readonly names: readonly string[];
  /** What is to be translated. */
  readonly prose: readonly string[];
}

function blocksOf(language: string, file: string): Block[] {
  const parts = helpOf(language, file).split(/(?=<\/?(?:script|p|h3|dl|dt|dd|ul|li)\b)/);
  return parts.map(blockOf);
}

function blockOf(html: string): Block {
  const [tag = "", ...elements] = [...html.matchAll(/<[^>]+>/g)].map(String);
  const literals = [...html.matchAll(/<code>([^<]*)<\/code>|<dt[^>]*>([^<]*)/g)].map(
    ([, code, property]) => code ?? property ?? "",
  );
  const prose = html.replace(/<code>[^<]*<\/code>|<dt[^>]*>[^<]*/g, "<>").split(/<[^>]*>/);
  return {
    html,
    tag,
    elements: elements.sort(),
    literals: literals.sort(),
    names: [...html.matchAll(/<([bi])>([^<]+?)[.。:：]?<\/\1>/g)].map(([, , name = ""]) => name),
    prose: prose.map((text) => text.trim().replace(/\s+/g, " ")).filter((text) => /\p{Letter}/u.test(text)),
  };
}
