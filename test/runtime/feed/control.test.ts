import assert from "node:assert/strict";
import { type Control, readControl } from "../../../src/runtime/feed/control";
import { malformedIn } from "../../../src/runtime/feed/wishes/wishes";

const control = (parts: Partial<Control>): Control => ({
  action: "subscribe",
  symbols: undefined,
  period: undefined,
  expiry: undefined,
  ...parts,
});

const refuses = (message: object, reason: string) =>
  assert.throws(() => readControl(message, "symbols"), { code: "COINCALL_INPUT", reason });

describe("A message in is read", () => {
  it("with symbols from msg.symbols, and from msg.payload without it", () => {
    const read = readControl({ action: "subscribe", payload: "ethusd, BTCUSD" }, "symbols");
    assert.deepEqual(read, control({ symbols: ["ETHUSD", "BTCUSD"] }));
    const both = readControl({ action: "replace", symbols: ["btcusd"], payload: "ETHUSD" }, "symbols");
    assert.deepEqual(both, control({ action: "replace", symbols: ["BTCUSD"] }));
  });

  it("with the period of a candle, and with the expiry of a chain", () => {
    const message = { action: "subscribe", symbols: "BTCUSD", period: "h4", expiry: "27DEC30" };
    const symbols = ["BTCUSD"];
    assert.deepEqual(readControl(message, "period"), control({ symbols, period: "h4" }));
    assert.deepEqual(readControl(message, "chain"), control({ symbols, expiry: "27DEC30" }));
    assert.deepEqual(readControl(message, "symbols"), control({ symbols }));
    assert.deepEqual(readControl(message, "account"), control({}));
  });

  it("without anything but the action to clear and to list", () => {
    for (const action of ["clear", "list"] as const) {
      assert.deepEqual(readControl({ action, payload: 7, symbols: {} }, "symbols"), control({ action }));
    }
  });

  it("not when its action is missing or none of the five, whatever it is", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    refuses({}, "actionMissing");
    for (const action of ["go", "SUBSCRIBE", "constructor", 7, 7n, null, cyclic]) {
      refuses({ action }, "actionUnknown");
    }
  });

  it("and what is wrong with it is told in few words, without what a terminal would act on", () => {
    const hostile = `\u001b[2J\n${"go".repeat(1_000)}\u0007`;
    const told = (value: string) => (error: { values: Record<string, string> }) => {
      const text = error.values[value] ?? "";
      assert.ok(text.length > 0 && text.length <= 40, text);
      assert.doesNotMatch(text, /\p{Cc}/u);
      return true;
    };
    for (const action of [hostile, { [hostile]: hostile }, [hostile, hostile]]) {
      assert.throws(() => readControl({ action }, "symbols"), told("action"));
    }
    const candle = { action: "subscribe", symbols: "BTCUSD", period: hostile };
    assert.throws(() => readControl(candle, "period"), told("period"));
    const { values } = malformedIn([hostile, hostile, hostile, hostile], () => false) ?? {};
    assert.doesNotMatch(String(values?.symbols), /\p{Cc}|.{140}/u);
  });

  it("not when its symbols are no text and no list of texts", () => {
    for (const symbols of [7, {}, [7], true]) refuses({ action: "subscribe", symbols }, "inputMalformed");
  });

  it("not with a period that no candle has", () => {
    const message = { action: "subscribe", symbols: "BTCUSD", period: "m2" };
    assert.throws(() => readControl(message, "period"), { code: "COINCALL_INPUT", reason: "periodUnknown" });
  });
});
