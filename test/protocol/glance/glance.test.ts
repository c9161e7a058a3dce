import assert from "node:assert/strict";
import { classify } from "../../../src/protocol/frames";
import { Glances } from "../../../src/protocol/glance/glance";
import { growthBy } from "../../support/heap";
import { SEED_PUSHES } from "../seed";

const OPTION = "BTCUSD-7FEB27-20500-P";
const OTHER = "BTCUSD-7FEB27-20500-C";
const glance = (text: string) => {
  const seen = new Glances().at(Buffer.from(text));
  return seen && { ...seen };
};
const NOW = 1_795_476_513_906;
const MEGABYTE = 2 ** 20;

const invented = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `BTCUSD-7FEB27-${100_000 + from + index}-C`);
const chainOf = (symbols: readonly string[]) =>
  Buffer.from(JSON.stringify({ dt: 4, c: 20, d: symbols.map((s) => ({ s })) }));

describe("A glance at a frame", () => {
  it("tells what kind of data it has, of which symbols, and when it was sent, wherever these stand", () => {
    for (const text of [
      `{"dt":3,"c":20,"d":{"s":"${OPTION}","iv":"0.4"},"ts":${NOW}}`,
      `{"c":20,"ts":"${NOW}","dt":"3","d":{"iv":0.4,"s":"${OPTION}","ts":1}}`,
      `{"d":[{"iv":0.4,"ts":1,"s":"${OPTION}"}],"p":1,"c":20,"dt":3,"ts":${NOW}}`,
    ]) {
      assert.deepEqual(glance(text), { dt: 3, sent: NOW, symbols: [OPTION] }, text);
    }
  });

  it("tells the symbols of all rows in their order, and takes no other field for one", () => {
    const text = JSON.stringify({
      dt: 4,
      c: 20,
      d: [
        { ts: "1", bs: "2", s: OPTION, as: "3" },
        { s: OTHER, ts: "4" },
      ],
    });
    assert.deepEqual(glance(text), { dt: 4, sent: undefined, symbols: [OPTION, OTHER] });
  });

  it("remembers a list of symbols, and sees when a frame has another one", () => {
    const glances = new Glances();
    const names = [OPTION, OTHER, "BTCUSD-7FEB27-21000-C"];
    const frame = (symbols: readonly string[]) =>
      Buffer.from(JSON.stringify({ dt: 4, c: 20, d: symbols.map((s) => ({ s, ts: 1 })) }));
    const seen = glances.at(frame(names))?.symbols;
    assert.equal(glances.at(frame(names))?.symbols, seen, "the very same list");
    for (const others of [
      names.slice(0, 2),
      [...names, "BTCUSD-7FEB27-22000-C"],
      [OPTION, "BTCUSD-7FEB27-21000-C", OTHER],
      [OPTION],
    ]) {
      assert.deepEqual(glances.at(frame(others))?.symbols, others);
    }
    const nested = Buffer.from(`{"dt":4,"c":20,"d":[{"s":"${OPTION}","x":{"s":"${OTHER}"}}]}`);
    assert.deepEqual(glances.at(nested)?.symbols, [OPTION, OTHER]);
  });

  it("sees a single other letter, wherever it stands in a name", () => {
    const glances = new Glances();
    const frame = (symbols: readonly string[]) =>
      Buffer.from(JSON.stringify({ dt: 4, c: 20, d: symbols.map((s) => ({ s, ts: 1 })) }));
    for (const name of ["A", "AB", "ABC", "ABCD", "ABCDE", OTHER]) {
      const seen = glances.at(frame([OPTION, name]))?.symbols;
      assert.equal(glances.at(frame([OPTION, name]))?.symbols, seen, "the very same list");
      for (let at = 0; at < name.length; at += 1) {
        const other = `${name.slice(0, at)}x${name.slice(at + 1)}`;
        assert.deepEqual(glances.at(frame([OPTION, other]))?.symbols, [OPTION, other]);
        glances.at(frame([OPTION, name]));
      }
    }
  });

  it("remembers some ten thousand names, however many come", () => {
    const glances = new Glances();
    const grown = growthBy(() => {
      for (let list = 0; list < 300; list += 1) glances.at(chainOf(invented(list * 2_000, 2_000)));
      return glances;
    });
    assert.ok(grown < 8 * MEGABYTE, `${grown} bytes more`);
  });

  it("remembers a chain that somebody wants, whatever is pushed beside it", () => {
    const chain = invented(0, 400);
    const glances = new Glances((_dt, symbols) => symbols[0] === chain[0]);
    const seen = glances.at(chainOf(chain))?.symbols;
    for (let list = 1; list < 100; list += 1) glances.at(chainOf(invented(list * 2_000, 2_000)));
    assert.equal(glances.at(chainOf(chain))?.symbols, seen, "the very same list");
  });

  it("leaves frames with more rows than there are options to the parser", () => {
    assert.equal(new Glances().at(chainOf(invented(0, 2_000)))?.symbols.length, 2_000);
    assert.equal(new Glances().at(chainOf(invented(0, 2_001))), undefined);
  });

  it("agrees with the parser on every push of the exchange's page", () => {
    for (const { title, text, symbol } of SEED_PUSHES) {
      const push = JSON.parse(text);
      const seen = glance(JSON.stringify(push));
      if (symbol === undefined) {
        assert.equal(seen, undefined, title);
        continue;
      }
      const parsed = classify(push);
      assert.ok(parsed.kind === "push" && seen, title);
      assert.deepEqual(seen, { dt: parsed.dt, sent: parsed.sent, symbols: seen.symbols }, title);
      assert.ok(seen.symbols.includes(symbol), title);
    }
  });

  it("leaves to the parser whatever is not written plainly, or is no push", () => {
    for (const text of [
      "",
      "busy",
      "[]",
      "{}",
      '{"c":11,"rc":1}',
      '{"dt":7,"c":20,"d":{"e":1}}',
      '{"dt":5,"c":20,"d":[]}',
      `{"dt":5,"c":20,"d":"${OPTION}"}`,
      `{"dt":5,"c":20,"rc":1,"d":{"s":"${OPTION}"}}`,
      `{"dt":5,"c":20,"d":{"s":"${OPTION}"},"rc":0,"msg":"no"}`,
      `{"action":"SUBSCRIBE","dataType":"orderBook","payload":{"s":"${OPTION}"},"result":"success"}`,
      `{"dt": 5, "c": 20, "d": {"s": "${OPTION}"}}`,
      `{"dt":5,"c":20,"d":{"s":"BTC\\u0055SD"}}`,
      '{"dt":5,"c":20,"d":{"s":"BÜCUSD"}}',
      '{"dt":4,"c":20,"d":[{"iv":1,"s":"BÜCUSD"}]}',
      `{"dt":123456,"c":20,"d":{"s":"${OPTION}"}}`,
      `{"c":20,"d":{"s":"${OPTION}"}}`,
      `{"dt":5,"c":20,"d":{"s":"${OPTION}`,
      `{"dt":5,"c":20,"d":{"s":"${OPTION}"}}x`,
      `"dt":5,"c":20,"d":{"s":"${OPTION}"}}`,
    ]) {
      assert.equal(glance(text), undefined, text);
    }
  });
});
