import assert from "node:assert/strict";
import { parseExactly, parseJson } from "../../../src/protocol/text/json";

describe("reading JSON", () => {
  it("takes no notice of a byte-order mark in front", () => {
    for (const read of [parseJson, parseExactly]) assert.deepEqual(read('\uFEFF{"s":"x"}'), { s: "x" });
    assert.throws(() => parseJson("\uFEFF\uFEFF{}"), SyntaxError);
  });

  it("keeps ids past 2^53 that are not multiples of 4096, as strings", () => {
    assert.deepEqual(parseJson('{"u": 7882585330726010027, "o":[1840692011118247939,-9007199254740993]}'), {
      u: "7882585330726010027",
      o: ["1840692011118247939", "-9007199254740993"],
    });
  });

  it("keeps an id wherever a number can stand", () => {
    for (const id of ["7882585330726010027", "-7882585330726010027"]) {
      assert.equal(parseJson(id), id);
      assert.deepEqual(parseJson(`[0,${id}]`), [0, id]);
      assert.deepEqual(parseJson(`[\n${id}]`), [id]);
      assert.deepEqual(parseJson(`{"a":\t${id}}`), { a: id });
    }
  });

  it("gives the last integer that a double can hold as a number, and the next one as a string", () => {
    assert.equal(parseJson("9007199254740991"), 9007199254740991);
    assert.equal(parseJson("9007199254740993"), "9007199254740993");
  });

  it("gives every other number of a frame with such an id as a number", () => {
    assert.deepEqual(
      parseJson('{"u":7882585330726010027,"a":0E-8,"b":1.05E-4,"c":-3920.08500000,"d":1234567890123456.5}'),
      {
        u: "7882585330726010027",
        a: 0,
        b: 0.000105,
        c: -3920.085,
        d: 1234567890123456.5,
      },
    );
  });

  it("leaves ids that are strings as they are", () => {
    assert.deepEqual(parseJson('{"u":"7882585330726010027"}'), { u: "7882585330726010027" });
  });

  it("takes the last of two equal keys, with and without a long id", () => {
    assert.deepEqual(parseJson('{"a":1,"a":2}'), { a: 2 });
    assert.deepEqual(parseJson('{"a":1,"a":7882585330726010027}'), { a: "7882585330726010027" });
    assert.deepEqual(parseExactly('{"a":1,"a":2}'), { a: "2" });
  });

  it("keeps every digit of every number on request", () => {
    assert.deepEqual(parseExactly('{"a":0.12345678901234567890,"b":[1.00,0E-8],"c":"x","d":null,"e":true}'), {
      a: "0.12345678901234567890",
      b: ["1.00", "0E-8"],
      c: "x",
      d: null,
      e: true,
    });
  });

  it("throws a SyntaxError for what is no JSON, however it is read", () => {
    const nested = "[".repeat(200_000);
    for (const text of [
      "",
      "too many request",
      "{",
      "[1,]",
      '{"u":7882585330726010027',
      "NaN",
      `${nested}7882585330726010027`,
    ]) {
      assert.throws(() => parseJson(text), SyntaxError);
      assert.throws(() => parseExactly(text), SyntaxError);
    }
  });

  it("changes no prototype, whatever the keys are", () => {
    for (const text of ['{"__proto__":{"bad":1}}', '{"__proto__":{"bad":1},"u":7882585330726010027}']) {
      for (const value of [parseJson(text), parseExactly(text)]) {
        assert.equal(Object.getPrototypeOf(value), Object.prototype);
        assert.equal(Object.hasOwn(Object.prototype, "bad"), false);
      }
    }
  });
});
