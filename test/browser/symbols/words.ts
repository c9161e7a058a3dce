import assert from "node:assert/strict";
import { exampleExpiry } from "../../../src/editor/expiry/days";
import { expiryOn, formatDay } from "../../../src/protocol/symbols/symbols";
import { connection, node, tab } from "../../embedded/harness";
import type { Desk, Editor } from "../harness";

const DAY = 86_400_000;
const NOW = Date.now();
const TOMORROW = formatDay(expiryOn(NOW + DAY));
const FRIDAY = exampleExpiry(NOW);

const GREEKS = { ...node("coincall-greeks", { wires: [[]] }), x: 200, y: 60 };
const CHAIN = { ...node("coincall-option-chain", { symbols: "BTCUSD", wires: [[]] }), x: 200, y: 120 };

interface Speech {
  readonly tomorrow: string;
  readonly friday: string;
  readonly put: string;
  readonly bitcoin: string;
  /** `27 Nov, tomorrow · BTC 80,588` */
  readonly heading: RegExp;
}

const SPEECHES: Readonly<Record<string, Speech>> = {
  "en-US": {
    tomorrow: "tomorrow",
    friday: "friday",
    put: "put",
    bitcoin: "bitcoin",
    heading: /^\d+ \w+, tomorrow · BTC \d{2,3},\d{3}$/,
  },
  de: {
    tomorrow: "morgen",
    friday: "Freitag",
    put: "put",
    bitcoin: "Bitcoin",
    heading: /^\d+\. \p{L}+\.?, morgen · BTC \d{2,3}\.\d{3}$/u,
  },
  ja: {
    tomorrow: "明日",
    friday: "金曜日",
    put: "プット",
    bitcoin: "ビットコイン",
    heading: /^\d+月\d+日、?,? ?明日 · BTC \d{2,3},\d{3}$/,
  },
};

/** A day as a language writes it: `27. Dezember`, `12月27日`. */
function inWords(language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(FRIDAY);
}

/** What is found and saved for words that somebody types in a language. */
export function words(desk: Desk, languages: readonly string[]): void {
  describe("the words of a trader", () => {
    let editor: Editor;

    before(async () => {
      editor = desk.editor;
      await desk.begin([tab(), connection(), GREEKS, CHAIN]);
    });
    after(() => editor.speak("en-US"));

    /** The symbols that are found. */
    async function found(query: string): Promise<readonly string[]> {
      await editor.search.fill(query);
      await editor.options.first().waitFor();
      return editor.options.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-value") ?? ""));
    }

    for (const language of languages) {
      const { tomorrow, friday, put, bitcoin, heading } = SPEECHES[language] as Speech;
      const inFull = inWords(language, { day: "numeric", month: "long" });

      it(`find options, below the money of their expiry, in ${language}`, async () => {
        await editor.speak(language);
        await editor.edit(GREEKS.id);
        const headings = editor.form.locator(".coincall-group-heading");
        await found("btc");
        await headings.getByText(heading).waitFor();
        for (const symbol of await found(`${bitcoin} ${tomorrow}`))
          assert.ok(symbol.startsWith(`BTCUSD-${TOMORROW}-`), symbol);
        await editor.screenshot(`${desk.version}-words-${language}`);
        for (const symbol of await found(`eth ${inFull} ${put}`))
          assert.match(symbol, new RegExp(`^ETHUSD-${formatDay(FRIDAY)}-\\d+-P$`));
        const deltas = await found(`${bitcoin} ${friday} -0.3`);
        assert.equal(deltas[0], "BTCUSD-W-30D-P");
        await editor.search.fill("");
        await editor.cancel();
      });

      it(`are taken as an expiry, and saved as the contract writes it, in ${language}`, async () => {
        await editor.edit(CHAIN.id);
        const expiry = editor.field("expiry");
        for (const [written, saved] of [
          [friday, "W"],
          [tomorrow, TOMORROW],
          [inWords(language, { day: "numeric", month: "numeric", year: "numeric" }), formatDay(FRIDAY)],
        ] as const) {
          await expiry.fill(written);
          await editor.field("name").focus();
          assert.equal(await expiry.inputValue(), saved, written);
        }
        await expiry.fill(inFull);
        await editor.options.first().waitFor();
        await editor.screenshot(`${desk.version}-expiry-words-${language}`);
        await editor.done();
        assert.equal((await editor.saved(CHAIN.id)).expiry, formatDay(FRIDAY));
      });
    }

    it("have no tip over the list below the expiry, with the mouse on the field", async () => {
      await editor.edit(CHAIN.id);
      const expiry = editor.field("expiry");
      const tip = editor.page.locator("body > .red-ui-popover", { hasText: /27DEC26/ });
      await expiry.fill("");
      await expiry.pressSequentially("dec");
      await expiry.hover();
      await tip.waitFor({ state: "attached" });
      assert.equal(await editor.form.locator(".coincall-expiry .coincall-popup").isVisible(), true);
      assert.equal(await tip.isVisible(), false);
      await editor.screenshot(`${desk.version}-expiry-tip`);
      await editor.cancel();
    });
  });
}
