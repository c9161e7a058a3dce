import assert from "node:assert/strict";
import { problemWith } from "../../../src/editor/form/rules";

const NOW = Date.UTC(2026, 10, 23, 12);

/** The sentence that the form would show, with the other fields as given; `undefined` when it accepts the value. */
function sentence(property: string, value: string, others: Record<string, string> = {}, protocol = "signed") {
  const fields: Record<string, string> = {
    symbolsType: "str",
    environment: "live",
    protocol: "signed",
    ...others,
  };
  return problemWith(property, value, {
    now: NOW,
    property: (name) => fields[name] ?? "",
    connectionProtocol: () => protocol,
  })?.sentence;
}

describe("A form", () => {
  it("accepts symbols in lower case, separated by commas, spaces and new lines", () => {
    assert.equal(
      sentence("symbols", "btcusd, ETHUSD\nbtcusd-27dec26-100000-c SOLUSD-12JAN27-81.0-P"),
      undefined,
    );
  });

  it("names the symbol that is malformed", () => {
    for (const wrong of ["BTCUSD-27DEC26-C", "BTCUSD-31FEB27-100-C", "BTCUSD-27DEC26-0-C", "BTC/USD"]) {
      assert.equal(sentence("symbols", `ETHUSD, ${wrong}`), "symbol", wrong);
    }
  });

  it("takes a field of the payload for the value", () => {
    const spot = { type: "coincall-spot" };
    for (const value of ["", "price", ["$", "{FIELD}"].join("")])
      assert.equal(sentence("value", value, spot), undefined, value);
    for (const value of ["delta", "Price", "payload"])
      assert.equal(sentence("value", value, spot), "value", value);
    assert.equal(sentence("value", "assets", { type: "coincall-balance" }), "value");
  });

  it("takes each period of the exchange's, and those that the palette makes", () => {
    for (const period of ["m1", "quarter", "s5", "m10", "h12"])
      assert.equal(sentence("period", period), undefined);
    for (const period of ["", "m2", "S5", "d2"]) assert.equal(sentence("period", period), "period", period);
  });

  it("takes up to a thousand past candles", () => {
    for (const past of ["0", "1000", ["$", "{PAST}"].join("")])
      assert.equal(sentence("past", past), undefined);
    for (const past of ["", "-1", "1001", "2.5", "all"])
      assert.equal(sentence("past", past), "wholeNumber", past);
  });

  it("finds fault with past candles of seconds, which there are none of", () => {
    assert.equal(sentence("past", "100", { period: "s15" }), "secondsHaveNoPast");
    assert.equal(sentence("past", "0", { period: "s15" }), undefined);
    assert.equal(sentence("past", "100", { period: "m10" }), undefined);
  });

  it("finds fault with trades with ids where the protocol has none, and only there", () => {
    assert.equal(sentence("tradeIds", "true", {}, "apikey"), "tradeIds");
    assert.equal(sentence("tradeIds", "false", {}, "apikey"), undefined);
    assert.equal(sentence("tradeIds", "true"), undefined);
  });

  it("takes up to a day for an outage to be told", () => {
    for (const seconds of ["0", "60", "86400"]) assert.equal(sentence("downFor", seconds), undefined);
    for (const seconds of ["", "-1", "86401", "a minute"])
      assert.equal(sentence("downFor", seconds), "number");
  });

  describe("of single options", () => {
    const greeks = { type: "coincall-greeks" };

    it("accepts rolling names among plain ones, in every spelling", () => {
      const names =
        "btc-w-atm-c, BTCUSD-30DTE-25D-P BTCUSD-27DEC26-ATM-P; BTCUSD-M+1-105%-C BTCUSD-27DEC26-100000-C";
      for (const type of ["greeks", "kline", "trades", "order-book"])
        assert.equal(
          sentence("symbols", names, { type: `coincall-${type}`, endpoint: "options" }),
          undefined,
          type,
        );
    });

    it("says what is wrong with a rolling name in the words of the runtime", () => {
      for (const [name, reason] of [
        ["BTCUSD-W-ATM", "rollingMalformed"],
        ["BTCUSD-X-ATM-C", "rollingExpiryUnknown"],
        ["BTCUSD-31FEB27-ATM-C", "rollingDayUnknown"],
        ["BTCUSD-W-OTM-C", "rollingStrikeUnknown"],
        ["BTCUSD-W-ATM-X", "rollingRightUnknown"],
        ["BTCUSD-W+x-ATM-C", "rollingNumberMissing"],
        ["BTCUSD-W+10000-ATM-C", "rollingNumberBeyond"],
        ["BTCUSD-W-0D-C", "rollingNumberBeyond"],
        ["BTCUSD-W-100D-C", "rollingNumberBeyond"],
        ["BTCUSD-W-0%-C", "rollingNumberBeyond"],
        ["BTCUSD-27DEC26-C", "symbol"],
        ["BTC/USD", "symbol"],
      ] as const)
        assert.equal(sentence("symbols", name, greeks), reason, name);
    });

    it("quotes no name with anything that a page would run", () => {
      const problem = problemWith("symbols", `<img-<b>"'-&-c`, {
        now: NOW,
        property: (name) => ({ symbolsType: "str", ...greeks })[name] ?? "",
        connectionProtocol: () => undefined,
      });
      assert.doesNotMatch(JSON.stringify(Object.values(problem?.values ?? {})).slice(2, -2), /[<>&']/);
    });
  });

  it("accepts no rolling name where nothing rolls", () => {
    for (const others of [{ type: "coincall-spot", endpoint: "options" }, { type: "coincall-option-chain" }])
      assert.equal(sentence("symbols", "BTCUSD-W-ATM-C", others), "elsewhere", others.type);
  });

  it("accepts no symbol that can't be right for the node, listed or not", () => {
    const option = "BTCUSD-27DEC26-100000-C";
    assert.equal(sentence("symbols", "BTCUSD", { type: "coincall-greeks" }), "noOption");
    assert.equal(sentence("symbols", option, { type: "coincall-spot", endpoint: "options" }), "noUnderlying");
    for (const type of ["coincall-kline", "coincall-order-book"]) {
      assert.equal(sentence("symbols", "BTCUSD", { type, endpoint: "options" }), "onFutures", type);
      for (const symbol of [option, "BTCUSD-W-ATM-C"])
        assert.equal(sentence("symbols", symbol, { type, endpoint: "futures" }), "onOptions", type);
    }
    assert.equal(sentence("symbols", option, { type: "coincall-trades", endpoint: "futures" }), "onOptions");
    assert.equal(sentence("symbols", "BTCUSD", { type: "coincall-trades", endpoint: "options" }), undefined);
    assert.equal(sentence("symbols", `BTCUSD ${option}`, { type: "coincall-option-chain" }), undefined);
  });

  it("accepts an option that has expired, and one of which nobody knows whether it is listed", () => {
    for (const symbol of ["BTCUSD-20NOV26-100000-C", "PEPEUSD-27DEC26-1-P"])
      assert.equal(sentence("symbols", symbol, { type: "coincall-greeks" }), undefined, symbol);
  });

  it("accepts an expiry that rolls, and says what is wrong with its number", () => {
    for (const expiry of ["W", "w+1", "NEXT", "M", "Q", "30DTE"])
      assert.equal(sentence("expiry", expiry), undefined, expiry);
    assert.equal(sentence("expiry", "W+x"), "rollingNumberMissing");
    assert.equal(sentence("expiry", "5000DTE"), "rollingNumberBeyond");
    assert.equal(sentence("expiry", "30D"), "expiry");
  });

  it("keeps how rolling names are followed within its limits", () => {
    for (const [property, right, wrong] of [
      ["hold", ["0", "2.5", "3600"], ["-1", "3601", "soon", ""]],
      ["rollBefore", ["0", "0.5", "720"], ["-1", "721", "a day", ""]],
      ["strikes", ["0", "200"], ["-1", "201", "2.5", ""]],
    ] as const) {
      for (const value of right) assert.equal(sentence(property, value), undefined, `${property} ${value}`);
      for (const value of wrong)
        assert.notEqual(sentence(property, value), undefined, `${property} ${value}`);
    }
  });

  it("quotes what was typed without anything that a page would run", () => {
    const problem = problemWith("symbols", `<img/src=x/onerror="alert('x')">&`, {
      now: NOW,
      property: () => "str",
      connectionProtocol: () => undefined,
    });
    assert.doesNotMatch(String(problem?.values?.symbol), /[<>&"']/);
  });

  it("accepts no symbols, as messages can bring them, but not a variable without a name", () => {
    assert.equal(sentence("symbols", ""), undefined);
    assert.equal(sentence("symbols", "", { symbolsType: "flow" }), "symbolsSource");
    assert.equal(sentence("symbols", "watch list", { symbolsType: "flow" }), undefined);
  });

  it("accepts an environment variable in every field", () => {
    for (const property of [
      "symbols",
      "depth",
      "expiry",
      "overdue",
      "interval",
      "heartbeatInterval",
      "apiKey",
    ]) {
      assert.equal(sentence(property, `\${ANY_NAME}`), undefined, property);
    }
  });

  it("keeps a book's depth a whole number from 1 to 100", () => {
    for (const depth of ["1", "100"]) assert.equal(sentence("depth", depth), undefined, depth);
    for (const depth of ["0", "1000", "-5", "2.5", "ten", ""]) {
      assert.equal(sentence("depth", depth), "wholeNumber", depth);
    }
  });

  it("refuses times that no clock has", () => {
    assert.equal(sentence("overdue", "0"), undefined);
    assert.equal(sentence("overdue", "60"), undefined);
    for (const overdue of ["-1", "soon", "1e12"])
      assert.equal(sentence("overdue", overdue), "overdue", overdue);
    assert.equal(sentence("interval", "1000"), undefined);
    for (const interval of ["-1", "0", "1s"])
      assert.equal(sentence("interval", interval), "interval", interval);
  });

  it("keeps heartbeats within 1 to 25 seconds", () => {
    for (const property of ["heartbeatInterval", "heartbeatTimeout"]) {
      assert.equal(sentence(property, "25"), undefined);
      for (const seconds of ["0", "30", "often"])
        assert.equal(sentence(property, seconds), "number", seconds);
    }
  });

  it("accepts an expiry as the exchange writes it, as an ISO date and in ms", () => {
    for (const expiry of ["27DEC26", "27dec26", "2026-12-27", "1798358400000"]) {
      assert.equal(sentence("expiry", expiry), undefined, expiry);
    }
    assert.equal(sentence("expiry", "31FEB27"), "expiry");
    assert.equal(sentence("expiry", "tomorrow"), "expiry");
    assert.equal(sentence("expiry", "20NOV26"), "expiryPast");
  });

  it("asks for the expiry where the exchange does", () => {
    assert.equal(sentence("expiry", "", { symbols: "BTCUSD" }), "expiryNeeded");
    assert.equal(sentence("expiry", "", { symbols: "BTCUSD" }, "apikey"), undefined);
    assert.equal(sentence("expiry", "", { symbols: "BTCUSD-27DEC26-100000-C" }), undefined);
    assert.equal(sentence("expiry", "", { symbols: "" }), undefined);
  });

  it("refuses an address that is none, or has a key in it", () => {
    const custom = { environment: "custom" };
    assert.equal(sentence("url", "wss://example.com/feed", custom), undefined);
    for (const url of ["", "example.com", "https://example.com", "wss://example.com/options?apiKey=KEY"]) {
      assert.equal(sentence("url", url, custom), "url", url);
    }
    assert.equal(sentence("url", "", { environment: "live" }), undefined);
  });

  it("refuses to send the key unencrypted to another machine, unless the user insists", () => {
    const custom = { environment: "custom", insecure: "false" };
    assert.equal(sentence("url", "ws://example.com", custom), "urlExposed");
    assert.equal(sentence("url", "ws://example.com", { ...custom, insecure: "true" }), undefined);
    for (const url of ["ws://127.0.0.1:9000", "ws://localhost:9000", "ws://[::1]:9000"]) {
      assert.equal(sentence("url", url, custom), undefined, url);
    }
  });

  it("asks for key and secret where they are needed", () => {
    assert.equal(sentence("apiKey", ""), "apiKey");
    assert.equal(sentence("apiKey", "7Qx+demo/KEY="), undefined);
    assert.equal(sentence("apiKey", "two words"), "apiKeyCharacters");
    assert.equal(sentence("apiSecret", ""), "apiSecret");
    assert.equal(sentence("apiSecret", "", { protocol: "apikey" }), undefined);
    assert.equal(sentence("apiKey", "", { environment: "simulator" }), undefined);
    assert.equal(sentence("apiSecret", "", { environment: "simulator" }), undefined);
  });
});
