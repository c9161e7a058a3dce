import assert from "node:assert/strict";
import { FIGURES, type Figures, type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, SIGNED_FORM } from "../client";
import { MONDAY, TUESDAY_EXPIRY } from "../moments";

type Row = Readonly<Record<string, unknown>>;

/** Times, sides, names and ids are written as documented in every manner. */
const NO_FIGURES = new Set([
  "s",
  "symbol",
  "pe",
  "ts",
  "sd",
  "coin",
  "uid",
  "minute",
  "tradeId",
  "tradeSide",
]);

/** The types of all figures in a payload, of `null` too. */
function typesIn(value: unknown, key = ""): Set<string> {
  if (NO_FIGURES.has(key) || key === "tradeTime") return new Set();
  if (value === null) return new Set(["null"]);
  if (typeof value !== "object") return new Set([typeof value]);
  const parts = Object.entries(value).map(([name, part]) => typesIn(part, Array.isArray(value) ? key : name));
  return new Set(parts.flatMap((types) => [...types]));
}

describe("Figures on the wire", () => {
  let exchange: Simulator | undefined;
  let client: Client;

  async function push(
    figures: Figures,
    endpoint: "options" | "futures",
    dataType: string,
    payload: object,
    dt: number,
  ) {
    await exchange?.close();
    exchange = await startSimulator({ seed: 3, now: () => MONDAY, figures });
    client = await Client.open(`${exchange.url}/${endpoint}${SIGNED_FORM}`);
    client.send({ action: "subscribe", dataType, payload });
    return client.push(dt);
  }

  afterEach(() => exchange?.close());

  const chain = { symbol: "BTCUSD", end: TUESDAY_EXPIRY };
  const perpetual = { symbol: "BTCUSD" };

  /** What a channel's figures are today, and in the other manners. */
  const CHANNELS = [
    ["futures", "spotPrice", perpetual, 30, "number"],
    ["futures", "kline", { ...perpetual, period: "h4" }, 31, "number"],
    ["futures", "orderBook", perpetual, 32, "string"],
    ["futures", "lastTrade", perpetual, 33, "string"],
    ["futures", "lastTradeV2", perpetual, 43, "string"],
    ["futures", "premiumIndex", perpetual, 44, "number"],
    ["options", "tOption", chain, 4, "null number"],
    ["options", "accountBalance", {}, 7, "number"],
  ] as const;

  for (const [endpoint, dataType, payload, dt, today] of CHANNELS) {
    for (const figures of FIGURES) {
      const expected = { today, texts: "string", numbers: "number" }[figures];
      it(`of ${dataType} are ${expected.replace(" ", " or ")} with --figures ${figures}`, async () => {
        const { json } = await push(figures, endpoint, dataType, payload, dt);
        assert.deepEqual([...typesIn(json.d)].sort().join(" "), expected);
      });
    }
  }

  it("of Greeks are texts today, with null for what never was", async () => {
    exchange = await startSimulator({ seed: 3, now: () => MONDAY });
    client = await Client.open(`${exchange.url}/options${SIGNED_FORM}`);
    const options = [...exchange.market.venues].flatMap(({ listing }) => [...listing.options]);
    for (const [never, types] of [
      [true, "null string"],
      [false, "string"],
    ]) {
      const symbol = options.find(({ tape }) => (tape.recent.last === undefined) === never)?.symbol;
      await client.ask({ action: "subscribe", dataType: "bsInfo", payload: { symbol } });
      const { d } = (await client.push(3)).json;
      assert.equal([...typesIn(d)].sort().join(" "), types);
      if (never) assert.deepEqual([d.lp, d.h, d.l, d.pr0], [null, null, null, null]);
    }
  });

  it("say in each manner that nobody quotes", async () => {
    for (const [figures, nothing] of [
      ["today", null],
      ["texts", "0"],
      ["numbers", 0],
    ] as const) {
      const { json } = await push(figures, "options", "tOption", chain, 4);
      const { bs, biv } = json.d.find(({ bid }: Row) => bid === nothing);
      assert.deepEqual([bs, biv], [nothing, nothing], figures);
    }
  });

  it("have the same digits in each manner", async () => {
    const [texts, numbers] = [
      (await push("texts", "options", "tOption", chain, 4)).text,
      (await push("numbers", "options", "tOption", chain, 4)).text,
    ];
    assert.match(numbers, /"mp":\d+\.\d{8},/);
    assert.match(texts, /"0E-8"/);
    const bare = (text: string) => text.replaceAll(/"(-?\d[\dE.-]*)"/g, "$1");
    assert.equal(bare(texts), bare(numbers));
  });

  it("have a space behind in the sizes of futures' books, as texts, and nowhere else", async () => {
    for (const figures of FIGURES) {
      for (const [endpoint, dataType, payload, dt] of CHANNELS) {
        const { text } = await push(figures, endpoint, dataType, payload, dt);
        const isPadded = dataType === "orderBook" && figures !== "numbers";
        assert.equal(/"sz":"\d+\.\d{8} "/.test(text), isPadded, `${figures} ${dataType}`);
        assert.doesNotMatch(text.replaceAll(/"sz":"\d+\.\d{8} "/g, ""), /\d "/);
      }
    }
  });
});
