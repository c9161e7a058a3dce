import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, read } from "./forms";

/** What a newcomer types into the palette's filter, and the node that is meant. */
const MEANT = [
  ["price", "spot"],
  ["btc", "spot"],
  ["ticker", "spot"],
  ["orderbook", "order-book"],
  ["account", "balance"],
  ["delta", "greeks"],
  ["alert", "alert"],
] as const;

const LANGUAGES = readdirSync(join(ROOT, "locales"));

describe("What the palette's filter finds a node by", () => {
  for (const language of LANGUAGES) {
    it(`has the words of a newcomer, in ${language}`, () => {
      for (const [word, file] of MEANT) {
        const { palette, keywords } = textsOf(language, file);
        assert.ok([`coincall-${file}`, palette, keywords].join(" ").includes(word), word);
      }
    });

    it(`says no word twice, in ${language}`, () => {
      const files = readdirSync(join(ROOT, "nodes")).filter((name) => name.endsWith(".html"));
      for (const file of files.map((name) => name.replace(".html", ""))) {
        if (file === "connection") continue;
        const { palette, keywords } = textsOf(language, file);
        const words = keywords.split(" ");
        assert.equal(new Set(words).size, words.length, keywords);
        assert.ok(!words.includes(palette), keywords);
      }
    });
  }
});

function textsOf(language: string, file: string): { palette: string; keywords: string } {
  return JSON.parse(read(`locales/${language}/${file}.json`));
}
