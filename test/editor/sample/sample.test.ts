import assert from "node:assert/strict";
import { notationOf, omitted } from "../../../src/editor/sample/notation";
import { sampleMessage } from "../../../src/editor/sample/sample";
import type { SampleSettings } from "../../../src/editor/sample/settings";
import { FILES } from "../forms";

const USUAL: SampleSettings = {
  type: "coincall-spot",
  symbol: "",
  rolling: "",
  endpoint: "options",
  environment: "simulator",
  connection: "main account",
  period: "m5",
  closed: false,
  depth: 100,
  expiry: Date.UTC(2026, 11, 25, 8),
  table: false,
  history: true,
  value: "",
  downFor: undefined,
  exact: false,
  includeRaw: false,
  now: Date.UTC(2026, 10, 23, 12),
};

interface Message {
  readonly topic: string;
  readonly payload: unknown;
  readonly coincall: { readonly environment: string; readonly connection: string };
  readonly raw?: string;
}

function sample(settings: Partial<SampleSettings>): Message {
  return sampleMessage({ ...USUAL, ...settings }) as Message;
}

describe("The message at the foot of a form", () => {
  for (const file of FILES.filter((each) => each !== "connection")) {
    it(`is there for coincall-${file}`, () => {
      const message = sample({ type: `coincall-${file}` });
      assert.ok(message.topic);
      assert.doesNotMatch(notationOf(message), /undefined|NaN/);
    });
  }

  it("is about the first symbol of the node, and its connection", () => {
    const { topic, payload, coincall } = sample({ type: "coincall-greeks", symbol: "ETHUSD-25DEC26-3000-P" });
    assert.equal(topic, "ETHUSD-25DEC26-3000-P");
    const { strike, right } = payload as { strike: number; right: string };
    assert.deepEqual({ strike, right }, { strike: 3000, right: "put" });
    assert.deepEqual([coincall.environment, coincall.connection], ["simulator", "main account"]);
  });

  it("has exact decimals as text where they are wanted", () => {
    assert.equal(typeof (sample({}).payload as { price: unknown }).price, "number");
    assert.equal(typeof (sample({ exact: true }).payload as { price: unknown }).price, "string");
  });

  it("has the chosen value as its payload, and what the exchange has not told as an ellipsis", () => {
    const { payload, topic } = sample({ symbol: "ETHUSD", value: "price" });
    assert.deepEqual(
      [topic, payload],
      ["ETHUSD", (sample({ symbol: "ETHUSD" }).payload as { price: number }).price],
    );
    assert.equal(sample({ type: "coincall-kline", value: "closed", closed: true }).payload, true);
    assert.match(notationOf(sample({ value: "openInterest" })), /payload: …/);
  });

  it("of a status node is of an outage where only these are told", () => {
    const { payload } = sample({ type: "coincall-status", downFor: 120 });
    const { state, down, downFor } = payload as { state: string; down: boolean; downFor: number };
    assert.deepEqual([state, down, downFor], ["connecting", true, 120]);
    assert.doesNotMatch(notationOf(sample({ type: "coincall-status" })), /down/);
  });

  it("shows as many levels as the depth keeps", () => {
    const book = (depth: number) => notationOf(sample({ type: "coincall-order-book", depth }).payload);
    assert.match(book(100), /… ×98/);
    assert.doesNotMatch(book(1), /…/);
  });

  it("tells finished candles, a table, and trades from before", () => {
    const candle = sample({ type: "coincall-kline", closed: true }).payload as Record<string, unknown>;
    assert.deepEqual({ period: candle.period, closed: candle.closed }, { period: "m5", closed: true });
    const chain = sample({ type: "coincall-option-chain", symbol: "BTCUSD", table: true });
    assert.equal(chain.topic, "BTCUSD-25DEC26");
    assert.deepEqual(Object.keys(chain.payload as object).at(-1), "strikes");
    const trades = (history: boolean) => sample({ type: "coincall-trades", history }).payload as object[];
    assert.deepEqual([trades(true).length, trades(false).length], [2, 1]);
  });

  it("has the exchange's text only if it is asked for", () => {
    assert.equal(sample({}).raw, undefined);
    assert.match(sample({ includeRaw: true }).raw ?? "", /^\{"c":20/);
  });
});

describe("The notation of a message", () => {
  it("is JavaScript, with what belongs together on a line", () => {
    assert.equal(notationOf({ topic: "BTCUSD", payload: [1, 2] }), '{ topic: "BTCUSD", payload: [1, 2] }');
    const long = { symbol: "BTCUSD-27DEC26-100000-C", underlying: "BTCUSD", strike: 100000 };
    assert.equal(
      notationOf(long),
      '{\n  symbol: "BTCUSD-27DEC26-100000-C",\n  underlying: "BTCUSD", strike: 100000\n}',
    );
  });

  it("says what it leaves out", () => {
    assert.equal(notationOf([1, omitted(3)]), "[1, … ×3]");
    assert.equal(notationOf([1, omitted()]), "[1, …]");
  });
});
