import assert from "node:assert/strict";
import fc from "fast-check";
import { PlainJson } from "../../../src/protocol/text/plain-json";
import { rowKind } from "../../../src/protocol/text/row-kind";
import { growthBy } from "../../support/heap";

const LEVEL = rowKind(["pr", "sz"]);
const ROW = rowKind(["s", "a", "b", "bids"], { bids: LEVEL });
const PUSH = rowKind(["dt", "d"], { d: ROW });

/** The known fields of what was read, as JSON.parse would have them. */
function fieldsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fieldsOf);
  if (typeof value !== "object" || value === null) return value;
  const kind = [PUSH, ROW, LEVEL].find(({ fields }) => fields.some((field) => field in value));
  const fields = kind?.fields.map((field) => [field, fieldsOf((value as Record<string, unknown>)[field])]);
  return Object.fromEntries(fields?.filter(([, field]) => field !== undefined) ?? []);
}

const read = (text: string, json = new PlainJson(PUSH)) => fieldsOf(json.parse(Buffer.from(text)));

describe("JSON of decimals", () => {
  it("is read into numbers, whether they are written as numbers or as texts", () => {
    assert.deepEqual(
      read('{"dt":4,"d":[{"s":"BTCUSD","a":"1923.60430029","b":-0.5},{"s":"ETHUSD","a":null,"b":"0E-8"}]}'),
      {
        dt: 4,
        d: [
          { s: "BTCUSD", a: 1923.60430029, b: -0.5 },
          { s: "ETHUSD", a: null, b: 0 },
        ],
      },
    );
  });

  it("may have spaces behind the digits of a text, and only there", () => {
    assert.deepEqual(read('{"d":{"a":"0.40000000 ","b":" 1"}}'), { d: { a: 0.4, b: " 1" } });
  });

  it("keeps texts that are no decimals", () => {
    for (const text of [
      "",
      " ",
      "-",
      ".",
      "1.",
      ".5",
      "+1",
      "1e",
      "1e+",
      "0x1F",
      "NaN",
      "Infinity",
      "1 2",
      "--1",
    ]) {
      assert.deepEqual(read(`{"d":{"a":"${text}"}}`), { d: { a: text } }, text);
    }
  });

  it("gives the very double that the digits mean, and keeps the text of more digits than one has", () => {
    const digits = fc.stringMatching(/^-?\d{1,20}(\.\d{1,24})?([eE][-+]?\d{1,3})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        const { a } = (read(`{"d":{"a":"${text}"}}`) as { d: { a: number | string } }).d;
        assert.ok(a === text || Object.is(a, Number(text)), `${text} is read as ${a}`);
        if (/^-?\d{1,7}(\.\d{1,8})?$/.test(text)) assert.equal(typeof a, "number");
      }),
      { numRuns: 2_000 },
    );
  });

  it("may have its fields in any order, another one each time, and fields that nobody knows", () => {
    const json = new PlainJson(PUSH);
    const value = fc.oneof(
      fc.constant(null),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constantFrom("BTCUSD", "x", ""),
    );
    const level = fc.record({ pr: value, sz: value }, { requiredKeys: [] });
    const row = fc.record(
      { s: value, a: value, b: value, bids: fc.array(level, { maxLength: 3 }), toString: value, zz: value },
      { requiredKeys: [] },
    );
    const shuffled = row.chain((fields) => {
      const entries = Object.entries(fields);
      return fc
        .shuffledSubarray(entries, { minLength: entries.length })
        .map((some) => Object.fromEntries(some));
    });
    fc.assert(
      fc.property(fc.array(shuffled, { maxLength: 4 }), (d) => {
        const known = d.map(({ toString: _text, zz: _unknown, ...others }) => others);
        const text = JSON.stringify({ dt: 4, d });
        assert.deepEqual(
          fieldsOf(json.parse(Buffer.from(text))),
          fieldsOf(JSON.parse(JSON.stringify({ dt: 4, d: known }))),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it("has of a field that comes twice the last value, as everywhere", () => {
    assert.deepEqual(read('{"d":{"a":1,"a":2}}'), { d: { a: 2 } });
  });

  it("is left to another parser where it is not plain, and what comes next is read", () => {
    const json = new PlainJson(PUSH);
    const good = '{"dt":4,"d":{"s":"BTCUSD","a":"1.5"}}';
    for (const text of [
      "",
      "busy",
      "[]",
      "null",
      "{",
      '{"dt":4',
      '{"dt":4,}',
      '{"dt":4}}',
      '{"dt":}',
      '{"dt" :4}',
      '{ "dt":4}',
      '{"dt":04}',
      '{"dt":-}',
      '{"dt":+1}',
      '{"dt":1.}',
      '{"dt":.5}',
      '{"dt":NaN}',
      '{"dt":true}',
      '{"dt":nul}',
      '{"dt":9007199254740993}',
      '{"dt":1 }',
      '{"d":"a\\"b"}',
      '{"d":"\\u0041"}',
      '{"d":"é"}',
      '{"d":"a\nb"}',
      '{"d":"never ends',
      '{"zz":{"a":1}}',
      '{"d":[[1]]}',
      '{"d":{"a":{}}}',
      '{"d":[1,]}',
      '{"d":[1 2]}',
      `{"d":${"[".repeat(100_000)}`,
      `{"d":"${"x".repeat(2_000_000)}"}`,
    ]) {
      assert.equal(json.parse(Buffer.from(text)), undefined, text.slice(0, 80));
      assert.deepEqual(fieldsOf(json.parse(Buffer.from(good))), { dt: 4, d: { s: "BTCUSD", a: 1.5 } });
    }
  });

  it("is left to another parser with more fields than any row has, with endless keys, or with a list twice", () => {
    const fields = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join();
    assert.deepEqual(read(`{"d":{"a":1,${fields(99)}}}`), { d: { a: 1 } });
    assert.equal(read(`{"d":{"a":1,${fields(100)}}}`), undefined);
    assert.equal(read(`{"d":{"a":1,"${"k".repeat(65)}":1}}`), undefined);
    assert.equal(read('{"d":{"bids":[{"pr":1}],"bids":[{"pr":2}]}}'), undefined);
  });

  it("leaves no more in memory than the fields of a row, whatever it was made of", () => {
    const json = new PlainJson(PUSH);
    const many = (length: number, part: (index: number) => string) =>
      Array.from({ length }, (_, index) => part(index)).join();
    const level = `{${many(90, (index) => `"k${index}":1`)}}`;
    const grown = growthBy(() => {
      json.parse(Buffer.from(`{"d":{${many(80_000, (index) => `"k${index}":1`)}}}`));
      json.parse(Buffer.from(`{"d":{${many(1_000, () => `"bids":[${level}]`)}}}`));
      json.parse(Buffer.from(`{"d":{"${"k".repeat(1_000_000)}":1}}`));
      return json;
    });
    assert.ok(grown < 2 ** 20, `${grown} bytes more`);
  });
});
