import assert from "node:assert/strict";
import { calendarOf } from "../../../src/market/words/calendar";
import { expiriesMeant } from "../../../src/market/words/days";
import { typed } from "../../../src/market/words/typed";
import { ENGLISH } from "../../../src/market/words/vocabulary";
import { formatDay } from "../../../src/protocol/symbols/symbols";

/** A Monday. */
const NOW = Date.UTC(2026, 10, 23, 12);

/** @param filler words of the language that say nothing */
function meant(written: string, language: string, filler: readonly string[] = []): readonly string[] {
  const vocabulary = { ...ENGLISH, calendar: calendarOf(language) };
  const words = typed(written, vocabulary)
    .split(/[\s,]+/)
    .filter((word) => word !== "" && !filler.includes(word));
  return expiriesMeant(words, vocabulary.calendar, NOW).map(formatDay);
}

/** As each language writes the same day, in full and in short, with its year and without. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  "en-US": [
    "December 27, 2026",
    "Dec 27",
    "27 dec 26",
    "27dec",
    "12/27/2026",
    "12/27",
    "27th dec",
    "2026-12-27",
    "sun 27 dec",
  ],
  de: [
    "27. Dezember 2026",
    "27. Dez.",
    "27 dezem",
    "27.12.2026",
    "27.12.26",
    "27.12.",
    "27.12",
    "27dez26",
    "27/12/2026",
    "So 27.12.",
  ],
  "es-ES": ["27 de diciembre de 2026", "27 dic", "27/12/2026", "27/12", "domingo 27 dic"],
  fr: ["27 décembre 2026", "27 déc.", "27 decembre", "27/12/2026", "27/12/26", "dimanche 27 déc."],
  ja: [
    "2026年12月27日",
    "12月27日",
    "12月 27日",
    "１２月２７日",
    "2026/12/27",
    "12/27",
    "26/12/27",
    "27 dec",
  ],
  ko: ["2026년 12월 27일", "12월27일", "2026. 12. 27.", "26.12.27", "12/27"],
  "pt-BR": ["27 de dezembro de 2026", "27 dez", "27/12/2026", "27-12-2026"],
  ru: ["27 декабря 2026 г.", "27 дек.", "27 декабрь", "27.12.2026", "27.12"],
  "zh-CN": ["2026年12月27日", "12月27日", "12月27号", "十二月27日", "2026/12/27", "12/27"],
  "zh-TW": ["2026年12月27日", "12月27日", "12月27號", "2026/12/27"],
};

/** A Tuesday, and a Saturday after it. */
const NEAR: Readonly<Record<string, readonly [tomorrow: readonly string[], saturday: readonly string[]]>> = {
  "en-US": [
    ["tomorrow", "tuesday", "Tue"],
    ["saturday", "Sat"],
  ],
  de: [
    ["morgen", "Dienstag", "Di", "tomorrow"],
    ["Samstag", "Sa", "saturday"],
  ],
  "es-ES": [
    ["mañana", "manana", "martes"],
    ["sábado", "sabado"],
  ],
  fr: [
    ["demain", "mardi"],
    ["samedi", "sam."],
  ],
  ja: [
    ["明日", "火曜日", "火曜"],
    ["土曜日", "土曜"],
  ],
  ko: [["내일", "화요일"], ["토요일"]],
  "pt-BR": [["amanhã", "terça-feira", "terça"], ["sábado"]],
  ru: [
    ["завтра", "вторник", "вт"],
    ["суббота", "субботу", "сб"],
  ],
  "zh-CN": [
    ["明天", "星期二", "周二"],
    ["星期六", "周六"],
  ],
  "zh-TW": [
    ["明天", "星期二", "週二"],
    ["星期六", "週六"],
  ],
};

describe("Words of a day", () => {
  for (const [language, writings] of Object.entries(DAYS)) {
    it(`mean that day as ${language} writes it`, () => {
      for (const written of writings)
        assert.equal(meant(written, language, ["de", "г", "г."])[0], "27DEC26", written);
    });
  }

  for (const [language, [tomorrow, saturday]] of Object.entries(NEAR)) {
    it(`mean the next such day in ${language}`, () => {
      for (const written of tomorrow) assert.deepEqual(meant(written, language), ["24NOV26"], written);
      for (const written of saturday) assert.deepEqual(meant(written, language), ["28NOV26"], written);
    });
  }

  it("mean the day after tomorrow, also where a language has some words for it", () => {
    for (const [language, written] of [
      ["de", "übermorgen"],
      ["es-ES", "pasado mañana"],
      ["fr", "après-demain"],
      ["pt-BR", "depois de amanhã"],
      ["ja", "明後日"],
    ] as const)
      assert.deepEqual(meant(written, language), ["25NOV26"], written);
  });

  it("mean two days where numbers can, the one first that the language writes so", () => {
    assert.deepEqual(meant("12/11/2026", "en-US"), ["11DEC26", "12NOV26"]);
    assert.deepEqual(meant("12/11/2026", "de"), ["12NOV26", "11DEC26"]);
    assert.deepEqual(meant("12.11.2026", "en-US"), ["12NOV26", "11DEC26"]);
    assert.deepEqual(meant("27/12/2026", "en-US"), ["27DEC26"]);
    assert.deepEqual(meant("12/27/2026", "de"), ["27DEC26"]);
  });

  it("mean the next year's where this year's is over, today's until it has expired", () => {
    assert.deepEqual(meant("1 march", "en-US"), ["1MAR27"]);
    assert.deepEqual(meant("monday", "en-US"), ["30NOV26"]);
  });

  it("mean none where no calendar has it, or they say no day, or something else too", () => {
    for (const written of [
      "31 february",
      "friday 27 december 2026",
      "december",
      "2026",
      "27",
      "95 dec",
      "27 dec 28 nov",
      "dez",
      "btc",
      "",
    ])
      assert.deepEqual(meant(written, "en-US"), [], written);
  });
});
