import assert from "node:assert/strict";
import { search } from "../../../src/editor/market/search";
import { vocabulary } from "../../../src/editor/rolling/vocabulary";
import { type Instrument, instrumentOf } from "../../../src/protocol/symbols/instruments";
import { formatDay, formatOption } from "../../../src/protocol/symbols/symbols";
import { speak } from "../language";

/** A Monday. */
const NOW = Date.UTC(2026, 10, 23, 12);
/** Tuesday, Friday, Monday, two Fridays in December, and one in March. */
const DAYS = ["24NOV26", "27NOV26", "30NOV26", "4DEC26", "25DEC26", "26MAR27"];
const MONEY: Readonly<Record<string, number>> = { BTCUSD: 95_000, ETHUSD: 3_000, SOLUSD: 150, HYPEUSD: 40 };

const MARKET: readonly Instrument[] = Object.entries(MONEY).flatMap(([underlying, money]) =>
  DAYS.flatMap((day) =>
    [0.9, 0.95, 1, 1.05, 1.1].flatMap((factor) =>
      (["C", "P"] as const).flatMap(
        (right) => instrumentOf(`${underlying}-${day}-${Math.round(money * factor)}-${right}`) ?? [],
      ),
    ),
  ),
);

/** What is found: the underlyings, the days and the rights, each once. */
function found(query: string, market = MARKET): string {
  const instruments = search(market, query, { vocabulary: vocabulary(), now: NOW }).groups.flatMap(
    (group) => group.instruments,
  );
  const distinct = (parts: readonly string[]) => [...new Set(parts)].join(" ");
  const coins = distinct(instruments.map(({ underlying }) => underlying.replace("USD", "")));
  const days = distinct(instruments.map(({ expiry }) => (expiry === undefined ? "" : formatDay(expiry))));
  const rights = distinct(instruments.map(({ right = "" }) => right));
  return `${coins} ${days} ${rights}`;
}

const DECEMBER = "BTC 4DEC26 25DEC26 call put";
const FRIDAYS = "BTC 27NOV26 4DEC26 25DEC26 26MAR27 call put";
const BITCOIN = "BTC 24NOV26 27NOV26 30NOV26 4DEC26 25DEC26 26MAR27 call put";
const TOMORROW = "BTC 24NOV26 call put";

/** What a trader types, in each language, and what is found. */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "en-US": {
    bitcoin: BITCOIN,
    "bitcoin december": DECEMBER,
    "btc Dec": DECEMBER,
    "btc tomorrow": TOMORROW,
    "btc weekly": FRIDAYS,
    "btc friday": FRIDAYS,
    "btc monthly": "BTC 27NOV26 25DEC26 26MAR27 call put",
    "btc monday": "BTC 30NOV26 call put",
    "ether 12/25/2026 calls": "ETH 25DEC26 call",
    "ethereum 2026-12-25 put": "ETH 25DEC26 put",
    "solana december 25": "SOL 25DEC26 call put",
    "hyperliquid the 25th of december": "HYPE 25DEC26 call put",
    "btc 2027": "BTC 26MAR27 call put",
    "eth december 4 put": "ETH 4DEC26 put",
    "btc december 2026 put": "BTC 4DEC26 25DEC26 put",
  },
  de: {
    "Bitcoin Dezember": DECEMBER,
    "btc dez": DECEMBER,
    "btc morgen": TOMORROW,
    "btc wöchentlich": FRIDAYS,
    "btc Freitag": FRIDAYS,
    "btc Montag": "BTC 30NOV26 call put",
    "btc 25.12.2026 call": "BTC 25DEC26 call",
    "btc 25.12.": "BTC 25DEC26 call put",
    "btc am 25. Dezember": "BTC 25DEC26 call put",
    "btc 25 dez put": "BTC 25DEC26 put",
    "bitcoin tomorrow": TOMORROW,
  },
  "es-ES": {
    "bitcoin diciembre": DECEMBER,
    "btc mañana": TOMORROW,
    "btc semanal": FRIDAYS,
    "btc viernes": FRIDAYS,
    "éter 25 de diciembre de 2026": "ETH 25DEC26 call put",
    "btc 25/12/2026": "BTC 25DEC26 call put",
  },
  fr: {
    "bitcoin décembre": DECEMBER,
    "btc decembre": DECEMBER,
    "btc demain": TOMORROW,
    "btc hebdomadaire": FRIDAYS,
    "btc vendredi": FRIDAYS,
    "éther 25 déc. 2026": "ETH 25DEC26 call put",
    "btc 25/12/2026": "BTC 25DEC26 call put",
  },
  ja: {
    ビットコイン: BITCOIN,
    "ビットコイン 12月": DECEMBER,
    "btc 明日": TOMORROW,
    "btc 週次": FRIDAYS,
    "btc 金曜日": FRIDAYS,
    "btc 金曜": FRIDAYS,
    "イーサリアム 12月25日 コール": "ETH 25DEC26 call",
    ビットコインの12月25日のプット: "BTC 25DEC26 put",
    "btc 2026年12月25日": "BTC 25DEC26 call put",
    "btc 9.5万 12月 コール": "BTC 4DEC26 25DEC26 call",
  },
  ko: {
    비트코인: BITCOIN,
    "비트코인 12월": DECEMBER,
    "btc 내일": TOMORROW,
    "btc 주간": FRIDAYS,
    "btc 금요일": FRIDAYS,
    "이더리움 12월 25일 콜": "ETH 25DEC26 call",
    "btc 2026. 12. 25.": "BTC 25DEC26 call put",
  },
  "pt-BR": {
    "bitcoin dezembro": DECEMBER,
    "btc amanhã": TOMORROW,
    "btc semanal": FRIDAYS,
    "btc sexta-feira": FRIDAYS,
    "éter 25 de dezembro de 2026": "ETH 25DEC26 call put",
    "btc 25/12/2026": "BTC 25DEC26 call put",
  },
  ru: {
    биткоин: BITCOIN,
    "биткоин декабрь": DECEMBER,
    "btc завтра": TOMORROW,
    "btc недельный": FRIDAYS,
    "btc пятница": FRIDAYS,
    "btc в пятницу": FRIDAYS,
    "эфир 25 декабря 2026 г. колл": "ETH 25DEC26 call",
    "btc 25.12.2026": "BTC 25DEC26 call put",
  },
  "zh-CN": {
    比特币: BITCOIN,
    "比特币 十二月": DECEMBER,
    "btc 明天": TOMORROW,
    "btc 周五": FRIDAYS,
    "btc 周度": FRIDAYS,
    比特币12月25日看跌: "BTC 25DEC26 put",
    "以太坊 2026年12月25日 看涨": "ETH 25DEC26 call",
  },
  "zh-TW": {
    比特幣: BITCOIN,
    "比特幣 12月": DECEMBER,
    "btc 明天": TOMORROW,
    "btc 週五": FRIDAYS,
    "btc 週度": FRIDAYS,
    "以太幣 2026年12月25日 買權": "ETH 25DEC26 call",
  },
};

describe("The search for symbols", () => {
  let hush: () => void = () => {};

  afterEach(() => hush());

  for (const [language, table] of Object.entries(TABLES)) {
    it(`speaks the trader's language: ${language}`, () => {
      hush = speak(language);
      for (const [query, outcome] of Object.entries(table)) assert.equal(found(query), outcome, query);
    });
  }

  it("loses nothing that parts of names find, whatever else they mean", () => {
    const queries = [
      "btc 95",
      "27nov",
      "25d",
      "26",
      "26mar27",
      "27",
      "de",
      "mar",
      "so",
      "btcusd-25dec26",
      "eth dec put",
      "26 mar",
      "27 nov 26",
      "9 dec",
      "95",
    ];
    for (const language of Object.keys(TABLES)) {
      hush();
      hush = speak(language);
      for (const query of queries) {
        const asked = { vocabulary: vocabulary(), now: NOW };
        const parts = query.split(/[ -]/);
        const before = MARKET.filter((each) => parts.every((part) => hasPart(each, part)));
        for (const instrument of before)
          assert.equal(search([instrument], query, asked).groups.length, 1, `${language}: ${query}`);
      }
    }
  });

  it("takes a day and a month for that day alone, and for a strike where nothing ends then", () => {
    hush = speak("en-US");
    const market = ["4DEC26-95000", "25DEC26-40000"].flatMap(
      (name) => instrumentOf(`BTCUSD-${name}-P`) ?? [],
    );
    assert.equal(found("btc put 4 dec", market), "BTC 4DEC26 put");
    assert.equal(found("btc put 4 dec", market.slice(1)), "BTC 25DEC26 put");
  });

  it("finds thousands by their sign, the one that is said first", () => {
    hush = speak("en-US");
    const ladder = [94_500, 95_000, 95_500, 96_000].flatMap(
      (strike) => instrumentOf(formatOption("BTCUSD", Date.UTC(2026, 10, 27, 8), strike, "call")) ?? [],
    );
    const strikes = (query: string) => {
      const { groups, best } = search(ladder, query, {
        vocabulary: vocabulary(),
        now: NOW,
        money: () => 96_000,
      });
      return [groups.flatMap(({ instruments }) => instruments.map(({ strike }) => strike)), best?.strike];
    };
    assert.deepEqual(strikes("btc 95k"), [[95_000, 95_500], 95_000]);
    assert.deepEqual(strikes("btc 95.5k"), [[95_500], 95_500]);
    assert.deepEqual(strikes("btc 95.000"), [[95_000], 95_000]);
  });

  it("finds both days that numbers can mean, and begins at the one that the language writes so, if it is listed", () => {
    const both = ["12NOV27", "11DEC27"].flatMap((day) => instrumentOf(`BTCUSD-${day}-95000-C`) ?? []);
    const days = (language: string, market: readonly Instrument[]) => {
      hush();
      hush = speak(language);
      return found("12/11/2027", market);
    };
    assert.equal(days("de", both), "BTC 12NOV27 11DEC27 call");
    assert.equal(days("en-US", both), "BTC 11DEC27 12NOV27 call");
    assert.equal(days("en-US", both.slice(0, 1)), "BTC 12NOV27 call");
  });

  it("goes by the money that the market tells, and by the middle of the list where it tells none", () => {
    hush = speak("en-US");
    const asked = { vocabulary: vocabulary(), now: NOW };
    assert.equal(search(MARKET, "btc call", asked).best?.strike, 95_000);
    const money = (underlying: string) => (underlying === "BTCUSD" ? 103_000 : undefined);
    assert.equal(search(MARKET, "btc call", { ...asked, money }).best?.strike, 104_500);
    assert.equal(search(MARKET, "eth call", { ...asked, money }).best?.strike, 3_000);
  });
});

/** As names were searched before words had meanings. */
function hasPart({ underlying, expiry = 0, strike, right }: Instrument, part: string): boolean {
  return (
    underlying.toLowerCase().startsWith(part) ||
    formatDay(expiry).toLowerCase().includes(part) ||
    String(strike).startsWith(part) ||
    String(right).startsWith(part)
  );
}
