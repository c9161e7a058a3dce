import assert from "node:assert/strict";
import { classify, pongTo } from "../../src/protocol/frames";
import { parseExactly, parseJson } from "../../src/protocol/text/json";
import { words } from "../../src/protocol/text/words";

const SYMBOL = "BTCUSD-27MAY23-26000-C";

function acknowledged(frame: unknown) {
  const incoming = classify(frame);
  assert.equal(incoming.kind, "acknowledgement", JSON.stringify(frame));
  assert.ok(incoming.kind === "acknowledgement");
  return incoming;
}

describe("a ping", () => {
  it("is answered with what it held, digit for digit", () => {
    for (const [ping, pong] of [
      ['{"ping":1700000000000}', '{"pong":1700000000000}'],
      ['{"ping":7882585330726010027}', '{"pong":7882585330726010027}'],
      ['{"ping":"here"}', '{"pong":"here"}'],
    ] as const) {
      for (const read of [parseJson, parseExactly]) {
        const incoming = classify(read(ping));
        assert.ok(incoming.kind === "ping");
        assert.equal(pongTo(incoming.value), pong);
      }
    }
  });

  it("is none that holds more than an id's length, or no value", () => {
    for (const ping of ["x".repeat(65), {}, null]) assert.equal(classify({ ping }).kind, "unreadable");
  });
});

describe("a push", () => {
  const row = { s: SYMBOL, ts: 1 };

  it("is told by its data type, with an object or an array", () => {
    for (const data of [row, [row, row], []]) {
      assert.deepEqual(classify({ c: 20, dt: 5, d: data }), {
        kind: "push",
        dt: 5,
        data,
        sent: undefined,
      });
    }
  });

  it("tells when it was sent, where it does, as a number or as digits", () => {
    for (const ts of [1700000000000, "1700000000000", " 1700000000000 "]) {
      assert.deepEqual(classify({ c: 20, dt: 5, d: row, ts }), {
        kind: "push",
        dt: 5,
        data: row,
        sent: 1_700_000_000_000,
      });
    }
    for (const ts of [null, "", "  ", 1e300, 0.5]) {
      const incoming = classify({ c: 20, dt: 5, d: row, ts });
      assert.ok(incoming.kind === "push");
      assert.equal(incoming.sent, undefined, JSON.stringify(ts));
    }
  });

  it("may lack everything but its data and their type, and have numbers as digits", () => {
    for (const frame of [
      { dt: 5, d: row },
      { c: "20", dt: "5", d: row },
      { c: null, dt: 5, d: row, rc: null },
    ]) {
      assert.deepEqual(classify(frame), { kind: "push", dt: 5, data: row, sent: undefined });
    }
  });

  it("may have fields that nobody has heard of", () => {
    assert.equal(classify({ c: 20, dt: 5, d: row, p: 1, zz: [1], msg: "" }).kind, "push");
  });

  it("is the same whether its digits are kept or not", () => {
    for (const text of [
      '{"c":20,"dt":5,"ts":1700000000000,"d":[]}',
      '{"c":20.0,"dt":5e0,"ts":1.7E12,"d":[]}',
      '{"c":20,"dt":5,"ts":1700000000000.5,"d":[]}',
    ]) {
      assert.deepEqual(classify(parseExactly(text)), classify(parseJson(text)), text);
      assert.equal(classify(parseExactly(text)).kind, "push", text);
    }
  });
});

describe("an acknowledgement", () => {
  const complete = {
    action: "SUBSCRIBE",
    dataType: "orderBook",
    payload: { symbol: SYMBOL },
    result: "success",
  };

  it("repeats what was asked for", () => {
    assert.deepEqual(acknowledged(complete), {
      kind: "acknowledgement",
      accepted: true,
      unsubscribed: false,
      dataType: "orderBook",
      dt: undefined,
      symbols: [SYMBOL],
      reason: "",
    });
  });

  it("is known by its verb in any case, and its result too", () => {
    for (const action of ["subscribe", "SUBSCRIBE", "Subscribe"]) {
      for (const result of ["success", "SUCCESS", "Success"]) {
        const answer = acknowledged({ ...complete, action, result });
        assert.deepEqual([answer.accepted, answer.unsubscribed], [true, false]);
      }
    }
    for (const action of ["unSubscribe", "UNSUBSCRIBE", "unsubscribe"]) {
      assert.equal(acknowledged({ ...complete, action }).unsubscribed, true);
    }
  });

  it("may leave out data type and payload", () => {
    for (const nothing of [{}, { dataType: null, payload: null }]) {
      const answer = acknowledged({ action: "subscribe", result: "success", ...nothing });
      assert.equal(answer.accepted, true);
      assert.equal(answer.dataType, undefined);
      assert.equal(answer.symbols, undefined);
    }
  });

  it("names one symbol or several, under either name, and is no worse for a payload of another kind", () => {
    const cases: [unknown, string[] | undefined][] = [
      [{ symbol: SYMBOL }, [SYMBOL]],
      [{ symbol: [SYMBOL, "BTCUSD"] }, [SYMBOL, "BTCUSD"]],
      [{ s: [SYMBOL] }, [SYMBOL]],
      [{ symbol: [SYMBOL, 7, null] }, [SYMBOL]],
      [{ symbol: 7 }, undefined],
      [{}, undefined],
      ["text", undefined],
      [[], undefined],
    ];
    for (const [payload, symbols] of cases) {
      assert.deepEqual(acknowledged({ ...complete, payload }).symbols, symbols, JSON.stringify(payload));
    }
  });

  it("is a refusal for any result but success, with the exchange's words where there are some", () => {
    for (const result of ["failed", "FAILED", "", null, undefined, "error"]) {
      assert.equal(acknowledged({ ...complete, result }).accepted, false, String(result));
    }
    assert.equal(
      acknowledged({ ...complete, result: "failed", msg: "unknown symbol" }).reason,
      "unknown symbol",
    );
    assert.equal(acknowledged({ ...complete, result: "failed", msg: null }).reason, "");
  });

  it("is in numbers a frame with a response code: 1 is success", () => {
    const answers: [number | string, boolean][] = [
      [1, true],
      ["1", true],
      [0, false],
      [-1, false],
      [2, false],
      ["0", false],
    ];
    for (const [rc, accepted] of answers) {
      const answer = acknowledged({ c: 20, dt: 5, rc });
      assert.deepEqual([answer.accepted, answer.dt, answer.symbols], [accepted, 5, undefined], String(rc));
    }
    assert.deepEqual(acknowledged({ c: 20, dt: 5, rc: 0, d: { s: SYMBOL }, msg: "no" }), {
      kind: "acknowledgement",
      accepted: false,
      unsubscribed: false,
      dataType: undefined,
      dt: 5,
      symbols: [SYMBOL],
      reason: "no",
    });
  });
});

describe("an answer with more symbols than ten requests may name", () => {
  it("answers nothing that was asked", () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `X${index}`);
    for (const frameWith of [
      (symbol: string[]) => ({
        action: "subscribe",
        dataType: "orderBook",
        payload: { symbol },
        result: "failed",
      }),
      (s: string[]) => ({ c: 20, dt: 5, rc: 0, d: { s } }),
    ]) {
      assert.equal(classify(frameWith(names(1000))).kind, "acknowledgement");
      assert.equal(classify(frameWith(names(1001))).kind, "unreadable");
    }
  });
});

describe("a heartbeat's answer", () => {
  it("is good with response code 1, and bad with any other", () => {
    for (const rc of [1, "1"])
      assert.deepEqual(classify({ c: 11, rc }), { kind: "heartbeat", accepted: true });
    for (const rc of [0, 2, -1, "0"]) {
      assert.deepEqual(classify({ c: 11, rc }), { kind: "heartbeat", accepted: false });
    }
  });

  it("is good without a response code: somebody answered", () => {
    for (const frame of [
      { c: 11 },
      { c: "11", rc: null },
      { action: "heartbeat" },
      { action: "HEARTBEAT" },
    ]) {
      assert.deepEqual(classify(frame), { kind: "heartbeat", accepted: true }, JSON.stringify(frame));
    }
  });

  it("can come in words", () => {
    assert.deepEqual(classify({ action: "heartbeat", result: "success" }), {
      kind: "heartbeat",
      accepted: true,
    });
    assert.deepEqual(classify({ action: "heartbeat", result: "failed" }), {
      kind: "heartbeat",
      accepted: false,
    });
  });
});

describe("a text for people", () => {
  it("is what the exchange says beside any request", () => {
    assert.deepEqual(classify({ msg: "too many request" }), { kind: "notice", text: "too many request" });
    assert.deepEqual(classify({ code: 500, msg: "busy", data: null }), { kind: "notice", text: "busy" });
    assert.deepEqual(classify({ action: "error", msg: "maintenance" }), {
      kind: "notice",
      text: "maintenance",
    });
    assert.deepEqual(classify({ action: "maintenance" }), { kind: "notice", text: "maintenance" });
    assert.deepEqual(classify("maintenance"), { kind: "notice", text: "maintenance" });
  });

  it("is taken in as words, wherever it stands", () => {
    const said = `\u001b[2J${"sign=x&".repeat(100_000)}`;
    const text = words(said);
    assert.ok(text.length <= 500);
    for (const frame of [said, { msg: said }, { action: "error", msg: said }, { action: said }]) {
      assert.deepEqual(classify(frame), { kind: "notice", text });
    }
    for (const frame of [
      { action: "subscribe", result: "failed", msg: said },
      { action: "subscribe", result: `no: ${said}` },
      { c: 20, dt: 5, rc: 0, msg: said },
    ]) {
      const answer = classify(frame);
      assert.ok(answer.kind === "acknowledgement" && answer.reason.length <= 500 && answer.reason !== "");
      assert.doesNotMatch(answer.reason, /\p{Cc}/u);
    }
  });

  it("is none when nobody sees any of it", () => {
    assert.deepEqual(classify({ msg: "\u200b\u0000" }), { kind: "unreadable" });
  });
});

describe("nonsense", () => {
  it("is unreadable and never throws", () => {
    const nonsense = [
      undefined,
      null,
      true,
      7,
      Number.NaN,
      "",
      [],
      [{ c: 20, dt: 5, d: {} }],
      {},
      { c: 20 },
      { c: 20, dt: 5 },
      { c: 20, dt: 5, d: null },
      { c: 20, dt: 5, d: "text" },
      { c: 20, dt: 5, d: 7 },
      { c: 20, dt: "five", d: {} },
      { c: {}, dt: 5, d: {} },
      { dt: [5], d: {} },
      { dt: Number.POSITIVE_INFINITY, d: {} },
      { action: 7 },
      { action: "subscribe", result: 1 },
      { action: "subscribe", payload: 7 },
      { action: "", msg: "" },
      { d: {} },
      JSON.parse('{"__proto__":{"c":11,"rc":0}}'),
    ];
    for (const frame of nonsense) {
      assert.deepEqual(classify(frame), { kind: "unreadable" }, JSON.stringify(frame));
    }
  });
});
