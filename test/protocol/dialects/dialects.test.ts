import assert from "node:assert/strict";
import { CHANNELS } from "../../../src/protocol/channels";
import { type Dialect, dialectOf } from "../../../src/protocol/dialects";
import { sign } from "../../../src/protocol/dialects/signed";
import {
  balanceSubscription,
  chainSubscription,
  greeksSubscription,
  klineSubscription,
  type Subscription,
  symbolSubscription,
} from "../../../src/protocol/subscription";

const KEY = "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=";
const SECRET = "s3cr3t-Demo+Only/Value=";
const TIME = 1_700_000_000_000;
const CREDENTIALS = { apiKey: KEY, apiSecret: SECRET };
const GOLDEN = {
  apiKey: "4B112257875F569F3AB4B9FE87AE129D5DF1D88AE73ABBAE90E04F1B18D7603F",
  uuid: "792D98A02627F5BADC6E28496C2C2595F9DEC50BAA1E36152B279502A839901A",
};

const ENDPOINTS = ["options", "futures"] as const;
const OPTION = "BTCUSD-27MAY23-26000-C";
const EXPIRY = Date.UTC(2023, 4, 27, 8);

function subscribeFrame(dialect: Dialect, first: Subscription, ...others: Subscription[]): string {
  return dialect.subscribe(requestOf(first, ...others));
}

function requestOf(first: Subscription, ...others: Subscription[]) {
  return { channel: first.channel, endpoint: first.endpoint, subscriptions: [first, ...others] as const };
}

describe("a signature", () => {
  for (const parameter of ["apiKey", "uuid"] as const) {
    it(`over ${parameter} is the one of the specification`, () => {
      assert.equal(sign(parameter, KEY, SECRET, TIME), GOLDEN[parameter]);
    });
  }

  it("is another one for each moment and each secret", () => {
    assert.notEqual(sign("apiKey", KEY, SECRET, TIME + 1), GOLDEN.apiKey);
    assert.notEqual(sign("apiKey", KEY, `${SECRET} `, TIME), GOLDEN.apiKey);
  });
});

describe("the address of a connection", () => {
  it("holds the key raw, a signature and its time, in the signed dialect", () => {
    for (const parameter of ["apiKey", "uuid"] as const) {
      assert.equal(
        dialectOf("signed", parameter).connectUrl("wss://host.example", "options", CREDENTIALS, TIME),
        `wss://host.example/options?code=10&uuid=${KEY}&ts=${TIME}&sign=${GOLDEN[parameter]}&apiKey=${KEY}`,
      );
    }
  });

  it("holds the key raw and no trace of the secret, in the dialect of 2023", () => {
    assert.equal(
      dialectOf("apikey", "apiKey").connectUrl("ws://host.example", "futures", CREDENTIALS, TIME),
      `ws://host.example/futures?apiKey=${KEY}&code=10`,
    );
  });
});

describe("the signed dialect", () => {
  const dialect = dialectOf("signed", "apiKey");

  it("asks for symbols by the channel's name", () => {
    const frames = {
      spotPrice: symbolSubscription("spot", "futures", "BTCUSD"),
      orderBook: symbolSubscription("orderBook", "options", OPTION),
      lastTrade: symbolSubscription("trades", "futures", "BTCUSD"),
      bsInfo: greeksSubscription(OPTION),
    };
    for (const [dataType, subscription] of Object.entries(frames)) {
      assert.equal(
        subscribeFrame(dialect, subscription),
        `{"action":"subscribe","dataType":"${dataType}","payload":{"symbol":"${subscription.symbol}"}}`,
      );
    }
  });

  it("asks for candles with their period", () => {
    assert.equal(
      subscribeFrame(dialect, klineSubscription("futures", "BTCUSD", "mn1")),
      '{"action":"subscribe","dataType":"kline","payload":{"symbol":"BTCUSD","period":"mn1"}}',
    );
  });

  it("asks for a chain by underlying and expiry, also when an option's name stands for it", () => {
    const frame = `{"action":"subscribe","dataType":"tOption","payload":{"symbol":"BTCUSD","end":${EXPIRY}}}`;
    assert.equal(subscribeFrame(dialect, chainSubscription("BTCUSD", EXPIRY)), frame);
    assert.equal(subscribeFrame(dialect, chainSubscription(OPTION)), frame);
    assert.equal(subscribeFrame(dialect, chainSubscription("BTC-27MAY23-26000-C")), frame);
  });

  it("asks for the account with nothing more", () => {
    assert.equal(
      subscribeFrame(dialect, balanceSubscription()),
      '{"action":"subscribe","dataType":"accountBalance"}',
    );
  });

  it("names several symbols in one frame, each in the spelling that the user chose", () => {
    const symbols = ["BTCUSD-27MAY23-26000-C", "BTC-7FEB23-20500-P"];
    const [first, second] = symbols.map((symbol) => greeksSubscription(symbol));
    assert.ok(first && second);
    assert.equal(
      subscribeFrame(dialect, first, second),
      `{"action":"subscribe","dataType":"bsInfo","payload":{"symbol":["${symbols[0]}","${symbols[1]}"]}}`,
    );
  });

  it("unsubscribes with the same words but for the verb, which has a capital S", () => {
    for (const subscription of [
      symbolSubscription("orderBook", "options", OPTION),
      klineSubscription("options", OPTION, "h1"),
      chainSubscription("BTCUSD", EXPIRY),
      balanceSubscription(),
    ]) {
      const asked = subscribeFrame(dialect, subscription);
      assert.equal(
        dialect.unsubscribe(requestOf(subscription)),
        asked.replace('"action":"subscribe"', '"action":"unSubscribe"'),
      );
    }
  });

  it("asks for trades with ids by the spelling of the exchange's latest edition", () => {
    assert.equal(
      subscribeFrame(dialect, symbolSubscription("tradesWithIds", "futures", "BTCUSD")),
      '{"action":"subscribe","dataType":"lastTradeV2","payload":{"symbol":"BTCUSD"}}',
    );
  });

  it("takes 100 symbols a request, but one candle, one chain, and on options one symbol's trades with ids", () => {
    const limits = Object.entries(CHANNELS).map(([row, channel]) => [
      row,
      ENDPOINTS.map((endpoint) => dialect.symbolsPerRequest(channel, endpoint)),
    ]);
    assert.deepEqual(Object.fromEntries(limits), {
      spot: [100, 100],
      kline: [1, 1],
      orderBook: [100, 100],
      trades: [100, 100],
      tradesWithIds: [1, 100],
      optionChain: [1, 1],
      greeks: [100, 100],
      balance: [1, 1],
    });
  });

  it("has a heartbeat in words", () => {
    assert.equal(dialect.heartbeat, '{"action":"heartbeat"}');
  });
});

describe("the dialect of 2023", () => {
  const dialect = dialectOf("apikey", "apiKey");
  const option = "BTC-7FEB23-20500-P";

  const frames: [string, Subscription, string][] = [
    ["index prices", symbolSubscription("spot", "options", "BTCUSD"), '{"c":20,"dt":30,"d":{"s":"BTCUSD"}}'],
    [
      "index prices on futures",
      symbolSubscription("spot", "futures", "ETHUSD"),
      '{"c":20,"dt":30,"d":{"s":"ETHUSD"}}',
    ],
    [
      "an option's candles",
      klineSubscription("options", option, "m1"),
      `{"c":20,"dt":2,"d":{"s":"${option}","pe":"m1"}}`,
    ],
    [
      "a future's candles",
      klineSubscription("futures", "BTCUSD", "m1"),
      '{"c":20,"dt":31,"d":{"s":"BTCUSD","pe":"m1"}}',
    ],
    [
      "an option's book",
      symbolSubscription("orderBook", "options", option),
      `{"c":20,"dt":5,"d":{"s":"${option}"}}`,
    ],
    [
      "a future's book",
      symbolSubscription("orderBook", "futures", "BTCUSD"),
      '{"c":20,"dt":32,"d":{"s":"BTCUSD"}}',
    ],
    [
      "the trades of an underlying's options",
      symbolSubscription("trades", "options", "BTCUSD"),
      '{"c":20,"dt":6,"d":{"s":"BTCUSD"}}',
    ],
    [
      "a future's trades",
      symbolSubscription("trades", "futures", "BTCUSD"),
      '{"c":20,"dt":33,"d":{"s":"BTCUSD"}}',
    ],
    ["a chain, by an option of it", chainSubscription(option), `{"c":20,"dt":4,"d":{"s":"${option}"}}`],
    [
      "a chain, by underlying and expiry",
      chainSubscription("BTCUSD", EXPIRY),
      `{"c":20,"dt":4,"d":{"s":"BTCUSD","end":${EXPIRY}}}`,
    ],
    ["all chains of an underlying", chainSubscription("BTCUSD"), '{"c":20,"dt":4,"d":{"s":"BTCUSD"}}'],
    [
      "Greeks",
      greeksSubscription("BTCUSD-6FEB23-19000-C"),
      '{"c":20,"dt":3,"d":{"s":"BTCUSD-6FEB23-19000-C"}}',
    ],
    ["the account", balanceSubscription(), '{"c":20,"dt":7}'],
  ];
  for (const [what, subscription, frame] of frames) {
    it(`asks for ${what} as the exchange's page has it`, () => {
      assert.equal(subscribeFrame(dialect, subscription), frame);
    });
  }

  it("names several symbols in one frame for index prices only", () => {
    const [bitcoin, ether] = ["BTCUSD", "ETHUSD"].map((name) => symbolSubscription("spot", "options", name));
    assert.ok(bitcoin && ether);
    assert.equal(subscribeFrame(dialect, bitcoin, ether), '{"c":20,"dt":30,"d":{"s":["BTCUSD","ETHUSD"]}}');
    for (const channel of Object.values(CHANNELS)) {
      const limits = ENDPOINTS.map((endpoint) => dialect.symbolsPerRequest(channel, endpoint));
      assert.deepEqual(limits, channel.name === "spot" ? [100, 100] : [1, 1], channel.dataType);
    }
  });

  it("cannot unsubscribe", () => {
    assert.equal(dialect.canUnsubscribe, false);
    assert.equal(dialect.unsubscribe(requestOf(balanceSubscription())), undefined);
  });

  it("has a heartbeat in numbers", () => {
    assert.equal(dialect.heartbeat, '{"c":11}');
  });
});
