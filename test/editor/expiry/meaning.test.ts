import assert from "node:assert/strict";
import { listedExpiries } from "../../../src/editor/expiry/listed-expiries";
import { expiryMeant, fittingExpiries } from "../../../src/editor/expiry/meaning";
import { vocabulary } from "../../../src/editor/rolling/vocabulary";
import { text } from "../../../src/editor/texts";
import { instrumentOf } from "../../../src/protocol/symbols/instruments";
import { speak } from "../language";

/** A Monday. */
const NOW = Date.UTC(2026, 10, 23, 12);
const DAYS = ["24NOV26", "27NOV26", "30NOV26", "4DEC26", "27DEC26", "26MAR27", "12NOV27"];
const LISTED = listedExpiries(
  DAYS.flatMap((day) => instrumentOf(`BTCUSD-${day}-80000-C`) ?? []),
  "BTCUSD",
);

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "en-US": {
    friday: "W",
    Fri: "W",
    weekly: "W",
    monthly: "M",
    "next week": "W+1",
    "next friday": "W",
    "30 days": "30DTE",
    tomorrow: "24NOV26",
    monday: "30NOV26",
    "27/12/2026": "27DEC26",
    "12/27/2026": "27DEC26",
    "12/27": "27DEC26",
    "December 27": "27DEC26",
    "the 27th of december": "27DEC26",
    "12/11/2027": "12NOV27",
  },
  de: {
    Freitag: "W",
    "am Freitag": "W",
    morgen: "24NOV26",
    "27. Dezember": "27DEC26",
    "27.12.2026": "27DEC26",
    "27.12.": "27DEC26",
    "27/12/2026": "27DEC26",
    "27DEZ26": "27DEC26",
    "30 Tage": "30DTE",
    Monatsende: "M",
  },
  "es-ES": { viernes: "W", mañana: "24NOV26", "27 de diciembre": "27DEC26", "27/12/2026": "27DEC26" },
  fr: { vendredi: "W", demain: "24NOV26", "27 décembre": "27DEC26", "27/12/2026": "27DEC26" },
  ja: {
    金曜日: "W",
    金曜: "W",
    明日: "24NOV26",
    "12月27日": "27DEC26",
    "2026年12月27日": "27DEC26",
    "30日": "30DTE",
  },
  ko: { 금요일: "W", 내일: "24NOV26", "12월 27일": "27DEC26", "2026. 12. 27.": "27DEC26" },
  "pt-BR": { "sexta-feira": "W", sexta: "W", amanhã: "24NOV26", "27 de dezembro": "27DEC26" },
  ru: {
    пятница: "W",
    "в пятницу": "W",
    завтра: "24NOV26",
    "27 декабря 2026 г.": "27DEC26",
    "27.12.2026": "27DEC26",
  },
  "zh-CN": { 星期五: "W", 周五: "W", 明天: "24NOV26", "12月27日": "27DEC26" },
  "zh-TW": { 星期五: "W", 週五: "W", 明天: "24NOV26", "12月27日": "27DEC26" },
};

describe("An expiry that is typed in words", () => {
  let hush: () => void = () => {};

  afterEach(() => hush());

  for (const [language, table] of Object.entries(TABLES)) {
    it(`is saved as the contract writes it: ${language}`, () => {
      hush = speak(language);
      for (const [written, saved] of Object.entries(table))
        assert.equal(expiryMeant(written, LISTED, vocabulary(), NOW), saved, written);
    });
  }

  it("stays as it is where it is written so, and where it says no expiry", () => {
    hush = speak("en-US");
    for (const written of [
      "27DEC26",
      "27dec26",
      "2026-12-27",
      "W+2",
      "w",
      "30dte",
      "",
      "soon",
      "27",
      "december",
      "btc",
      "$" + "{EXPIRY}",
    ])
      assert.equal(expiryMeant(written, LISTED, vocabulary(), NOW), written);
  });

  it("is what the list calls by that name, or nothing, and a Friday always, in every language", () => {
    const kinds = { next: "NEXT", week: "W", month: "M", quarter: "Q" };
    for (const language of Object.keys(TABLES))
      for (const [kind, rule] of Object.entries(kinds)) {
        hush();
        hush = speak(language);
        const written = text(`rolling.${kind}`);
        const meant = expiryMeant(written, LISTED, vocabulary(), NOW);
        const isUnderstood = meant === rule || (kind !== "week" && meant === written);
        assert.ok(isUnderstood, `${language}: ${written} is ${meant}`);
      }
  });

  it("is a day that is not listed where it can mean nothing else", () => {
    hush = speak("en-US");
    assert.equal(expiryMeant("28/12/2026", LISTED, vocabulary(), NOW), "28DEC26");
    assert.equal(expiryMeant("28/12/2026", [], vocabulary(), NOW), "28DEC26");
  });

  it("finds the listed days that it can mean, also while it is typed", () => {
    hush = speak("de");
    const fitting = (written: string) =>
      fittingExpiries(written, LISTED, vocabulary(), NOW).map(({ day }) => day);
    assert.deepEqual(fitting("dez"), ["4DEC26", "27DEC26"]);
    assert.deepEqual(fitting("Freitag"), ["27NOV26", "4DEC26", "26MAR27", "12NOV27"]);
    assert.deepEqual(fitting("27"), ["27NOV26", "27DEC26", "26MAR27", "12NOV27"]);
    assert.deepEqual(fitting("12/11/2027"), ["12NOV27"]);
    assert.deepEqual(fitting("nonsense"), []);
  });
});
