import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { formatDecimal, minus, parseDecimal, plus, ratio, times } from "../../../src/alert/values/decimal";

/** Decimals as somebody could write them. */
const decimals = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.bigInt({ min: 0n, max: 10n ** 30n }),
    fc.option(fc.stringMatching(/^\d{1,20}$/), { nil: undefined }),
    fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
  )
  .map(
    ([sign, whole, places, exponent]) =>
      `${sign}${whole}${places === undefined ? "" : `.${places}`}${exponent === undefined ? "" : `e${exponent}`}`,
  );

function parsed(text: string) {
  const decimal = parseDecimal(text);
  assert.ok(decimal, text);
  return decimal;
}

describe("Exact decimals", () => {
  it("are written in plain notation, with no more places than they need", () => {
    fc.assert(
      fc.property(decimals, (text) => {
        assert.equal(formatDecimal(parsed(text)), new Big(text).toFixed().replace(/^-0$/, "0"));
      }),
    );
  });

  it("are added, subtracted and multiplied as by a library", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [x, y] = [parsed(a), parsed(b)];
        assert.ok(new Big(formatDecimal(plus(x, y))).eq(new Big(a).plus(b)));
        assert.ok(new Big(formatDecimal(minus(x, y))).eq(new Big(a).minus(b)));
        assert.ok(new Big(formatDecimal(times(x, y))).eq(new Big(a).times(b)));
      }),
    );
  });

  it("are divided to as many places as wanted", () => {
    assert.equal(formatDecimal(ratio(parsed("1"), parsed("3"), 5)), "0.33333");
    assert.equal(formatDecimal(ratio(parsed("-2"), parsed("300"), 3)), "-0.006");
    assert.equal(formatDecimal(ratio(parsed("1e5"), parsed("4"), 0)), "25000");
    assert.equal(formatDecimal(ratio(parsed("1e-9"), parsed("4"), 3)), "0");
  });

  it("are not what is none, nor what takes long", () => {
    for (const text of [
      "",
      ".",
      "-",
      "e5",
      "1e",
      "1e1000",
      "0x1",
      "1,5",
      "1 2",
      "Infinity",
      "9".repeat(65),
    ]) {
      assert.equal(parseDecimal(text), undefined, text);
    }
    for (const text of [".5", "5.", "+1", "1E+3"]) assert.ok(parseDecimal(text), text);
  });
});
