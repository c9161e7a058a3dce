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
    const made = readControl({ ...message, period: "s15" }, "period");
    assert.deepEqual(made, control({ symbols, period: "s15" }));
    assert.deepEqual(readControl(message, "chain"), control({ symbols, expiry: "27DEC30" }));
    assert.deepEqual(readControl(message, "symbols"), control({ symbols }));
    assert.deepEqual(readControl(message, "account"), control({}));
  });

  it("without anything but the action to clear and to list", () => {
    for (const action of ["clear", "list"] as const) {
      assert.deepEqual(readControl({ action, payload: 7, symbols: {} }, "symbols"), control({ action }));
    }
  });

  it("that asks for the latest of what it names, and of all whatever else its payload is", () => {
    const get = (message: object) => readControl({ action: "get", ...message }, "symbols");
    const all = control({ action: "get", isOfOne: false });
    for (const payload of [undefined, {}, { symbol: "BTCUSD" }, "", "what is it now?", 7, [], null])
      assert.deepEqual(get({ payload }), all);
    assert.deepEqual(get({ symbols: "" }), all);
    assert.deepEqual(get({ symbols: [] }), { ...all, symbols: [] });
    assert.deepEqual(get({ symbols: ["btcusd"] }), { ...all, symbols: ["BTCUSD"] });
    const one = { ...all, symbols: ["BTCUSD"], isOfOne: true };
    assert.deepEqual(get({ symbols: "btcusd", payload: {} }), one);
    assert.deepEqual(get({ payload: "BTCUSD" }), one);
    refuses({ action: "get", symbols: 7 }, "inputMalformed");
  });

  describe("without an action as replace,", () => {
    const NAMES = [
      "ETHUSD",
      "btcusd",
      "1000PEPEUSD",
      "BTCUSD-27DEC30-100000-C",
      "BTC-27DEC30-100000-P",
      "BTCUSD-W-ATM-C",
    ];

    for (const payload of NAMES) {
      it(`when its payload is ${payload}`, () => {
        const read = readControl({ payload }, "symbols");
        assert.deepEqual(read, control({ action: "replace", symbols: [payload.toUpperCase()] }));
      });
    }

    it("when it is a list of them, as a text or an array, or an empty array", () => {
      const replaced = control({ action: "replace", symbols: ["ETHUSD", "BTCUSD"] });
      for (const payload of ["ethusd, BTCUSD", ["ETHUSD", " btcusd "]])
        assert.deepEqual(readControl({ payload }, "symbols"), replaced);
      assert.deepEqual(readControl({ payload: [] }, "symbols"), control({ action: "replace", symbols: [] }));
    });

    it("with the period or the expiry that it names, and with a chain's name where chains are watched", () => {
      const symbols = ["BTCUSD"];
      assert.deepEqual(
        readControl({ payload: "BTCUSD", period: "h4" }, "period"),
        control({ action: "replace", symbols, period: "h4" }),
      );
      for (const payload of ["BTCUSD-27DEC30", "BTCUSD-W"]) {
        assert.deepEqual(
          readControl({ payload }, "chain"),
          control({ action: "replace", symbols: [payload] }),
        );
        refuses({ payload }, "actionMissing");
      }
    });

    it("but not when its payload is anything else", () => {
      const others = [
        "",
        "hello",
        "on",
        "BTC",
        "95000",
        "USD",
        "ETHUSD is up",
        "BTCUSD-31FEB30-1-C",
        "BTCUSD-W-OTM-C",
      ];
      for (const payload of [
        ...others,
        7,
        true,
        null,
        {},
        { symbol: "ETHUSD" },
        [7],
        [""],
        ["ETHUSD", 7],
        ["ETHUSD", "hello"],
      ])
        refuses({ payload }, "actionMissing");
      refuses({ symbols: "ETHUSD" }, "actionMissing");
      refuses({ action: "", payload: "ETHUSD" }, "actionUnknown");
    });

    it("but never where the account is watched", () => {
      assert.throws(() => readControl({ payload: "ETHUSD" }, "account"), { reason: "actionMissing" });
    });
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
