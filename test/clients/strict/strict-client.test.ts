import assert from "node:assert/strict";
import { FIGURES, type Figures, type Simulator, startSimulator } from "../../../src/simulator/index";
import { type Endpoint, StrictClient } from "./client";
import { decimal, number, type Reader, Unexpected } from "./readers";
import type { Channel } from "./wire";

const ACCOUNT = { key: "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=", secret: "s3cr3t-Demo+Only/Value=" };

const MANNERS: Readonly<Record<"numbers" | "texts", Reader<unknown>>> = { numbers: number, texts: decimal };

const IN_NUMBERS_TODAY = ["spotPrice", "kline", "tOption", "accountBalance", "premiumIndex"];
const IN_TEXTS_TODAY = ["orderBook", "lastTrade", "lastTradeV2", "bsInfo"];
const ALL = [...IN_NUMBERS_TODAY, ...IN_TEXTS_TODAY];

/** What each client can read of the exchange in each manner of figures; the rest it must refuse. */
const READ: Readonly<Record<keyof typeof MANNERS, Readonly<Record<Figures, readonly string[]>>>> = {
  numbers: { today: IN_NUMBERS_TODAY, texts: [], numbers: ALL },
  texts: { today: IN_TEXTS_TODAY, texts: ALL, numbers: [] },
};

type PayloadOf = (exchange: Simulator) => { readonly symbol?: string };

/** A perpetual's candle may take a while to come until somebody trades: the longest one is there at once. */
const CHANNELS: readonly (readonly [Endpoint, Channel, PayloadOf])[] = [
  ["futures", "spotPrice", perpetual],
  ["futures", "kline", () => ({ ...perpetual(), period: "h4" })],
  ["futures", "orderBook", perpetual],
  ["futures", "lastTrade", perpetual],
  ["futures", "lastTradeV2", perpetual],
  ["futures", "premiumIndex", perpetual],
  ["options", "orderBook", option],
  ["options", "lastTrade", option],
  ["options", "tOption", chain],
  ["options", "bsInfo", option],
  ["options", "accountBalance", () => ({})],
];

for (const [manner, figure] of Object.entries(MANNERS) as [keyof typeof MANNERS, Reader<unknown>][]) {
  for (const figures of FIGURES) {
    describe(`A typed client that wants ${manner}, of an exchange with --figures ${figures}`, () => {
      let exchange: Simulator;
      let client: StrictClient<unknown>;

      before(async () => {
        exchange = await startSimulator({ seed: 1, figures, ...ACCOUNT });
        client = new StrictClient(exchange.url, ACCOUNT, figure);
      });
      after(() => {
        client.close();
        return exchange.close();
      });

      it("starts, since it gets all its terms", async () => {
        const { fees, funding, options } = await client.terms();
        const underlyings = [...exchange.market.venues].map(({ underlying }) => underlying.symbol);
        assert.deepEqual([[...fees.keys()], [...funding.keys()]], [underlyings, underlyings]);
        assert.ok(options.length > 100);
      });

      for (const [endpoint, dataType, payloadOf] of CHANNELS) {
        const isRead = READ[manner][figures].includes(dataType);
        it(`${isRead ? "reads" : "refuses"} ${dataType} of ${endpoint}`, async () => {
          // Once: meanwhile another option can be the one that was traded last.
          const payload = payloadOf(exchange);
          const read = client.first(endpoint, dataType, payload);
          if (!isRead) await assert.rejects(read, Unexpected);
          else assertAbout(await read, payload.symbol);
        });
      }
    });
  }
}

describe("A typed client that wants numbers, of an exchange as it is today", () => {
  it("gets null for an empty side of the chain, and nothing else that is no number", async () => {
    const exchange = await startSimulator({ seed: 1, ...ACCOUNT });
    const client = new StrictClient(exchange.url, ACCOUNT, number);
    try {
      const rows = await client.first("options", "tOption", chain(exchange));
      const empty = rows.filter(({ bid }) => bid === null);
      assert.ok(empty.length > 0 && empty.length < rows.length);
      for (const { bs, biv } of empty) assert.deepEqual([bs, biv], [null, null]);
      for (const { bid, ask } of rows) assert.ok(bid === null || ask === null || bid < ask);
    } finally {
      client.close();
      await exchange.close();
    }
  });
});

function perpetual(): { symbol: string } {
  return { symbol: "BTCUSD" };
}

/** The nearest expiry: far from the money there, nobody bids. */
function chain(exchange: Simulator) {
  return { ...perpetual(), end: exchange.market.venue("BTCUSD")?.listing.expiries[0] };
}

/** An option that was traded, so that its push holds a price. */
function option(exchange: Simulator) {
  const symbol = exchange.market.venue("BTCUSD")?.optionTrades.last?.symbol;
  return { symbol: symbol ?? assert.fail() };
}

/** What was read is about what was asked for; an underlying's chain, about its options. */
function assertAbout(read: unknown, symbol: string | undefined): void {
  const rows = (Array.isArray(read) ? read : [read]) as { s?: string; symbol?: string }[];
  assert.ok(rows.length > 0);
  for (const { s, symbol: name = s } of rows) {
    assert.ok(name === symbol || name?.startsWith(`${symbol}-`), `${name} and not ${symbol}`);
  }
}
