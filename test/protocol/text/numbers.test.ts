import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { asDecimals, asNumbers, readId, readTime, type Wire } from "../../../src/protocol/text/numbers";

const NO_VALUE = [undefined, null, "", " ", "\t"];
const UNREADABLE = [
  "abc",
  "1,5",
  "1 2",
  "0x10",
  "NaN",
  "Infinity",
  "-",
  ".",
  "1e",
  "1e999",
  "1e999999999",
  "1e-999999999",
  "+1",
];

describe("numbers from the wire", () => {
  it("reads numbers, numeric strings, spaces around them and exponents", () => {
    const readings: [Wire, number, string][] = [
      [0.4, 0.4, "0.4"],
      ["0.40000000 ", 0.4, "0.40000000"],
      [" -12.5", -12.5, "-12.5"],
      ["0E-8", 0, "0"],
      ["1.05E-4", 0.000105, "0.000105"],
      ["1.5e+3", 1500, "1500"],
      ["3.1E-152", 3.1e-152, `0.${"0".repeat(151)}31`],
      [1e-7, 1e-7, "0.0000001"],
      [1e21, 1e21, "1000000000000000000000"],
      ["0.12345678901234567890", 0.12345678901234568, "0.12345678901234567890"],
    ];
    for (const [wire, number, decimal] of readings) {
      assert.equal(asNumbers.read(wire), number);
      assert.equal(asDecimals.read(wire), decimal);
    }
  });

  it("has no value for null, empty and blank, rather than 0", () => {
    for (const wire of NO_VALUE) {
      assert.equal(asNumbers.read(wire), undefined);
      assert.equal(asDecimals.read(wire), undefined);
      assert.equal(readTime(wire), undefined);
      assert.equal(readId(wire), undefined);
    }
  });

  it("has no value for text that is no number, and for numbers without end", () => {
    for (const wire of [...UNREADABLE, Number.NaN, Infinity, -Infinity, 1e300, "9".repeat(400)]) {
      assert.equal(asNumbers.read(wire), undefined);
      assert.equal(asDecimals.read(wire), undefined);
    }
  });

  it("reads a long blank without taking long", () => {
    assert.equal(asNumbers.read(`${" ".repeat(1_000_000)}x`), undefined);
  });

  it("takes a 0 for a value, but not for a quote", () => {
    for (const zero of [0, -0, "0", "-0.00", "0.0", "0E-8", "0.00000000 "]) {
      assert.equal(asNumbers.read(zero), 0);
      assert.notEqual(asDecimals.read(zero), undefined);
      assert.equal(asNumbers.readQuote(zero), undefined);
      assert.equal(asDecimals.readQuote(zero), undefined);
    }
    assert.equal(asNumbers.readQuote("1e-20"), 1e-20);
    assert.equal(asDecimals.readQuote("0.10"), "0.10");
  });

  it("shows no binary noise in a spread or a middle", () => {
    assert.equal(asNumbers.spread(100.1, 100.3), 0.2);
    assert.equal(asNumbers.spread(100000, 100000.1), 0.1);
    assert.equal(asNumbers.mid(0.1, 0.2), 0.15);
    assert.equal(asNumbers.spread(100.3, 100.1), -0.2);
  });

  it("calculates exactly with exact decimals", () => {
    assert.equal(
      asDecimals.spread("0.12345678901234567890", "0.22345678901234567891"),
      "0.10000000000000000001",
    );
    assert.equal(
      asDecimals.mid("0.12345678901234567890", "0.12345678901234567891"),
      "0.123456789012345678905",
    );
  });

  it("gives the same spread and middle both ways, at any prices", () => {
    const price = fc.tuple(fc.integer({ min: 1, max: 200_000_000 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(price, price, (one, other) => {
        const [bid, ask] = [one, other].map(([units, places]) => new Big(units).div(10 ** places).toFixed());
        assert.ok(bid !== undefined && ask !== undefined);
        assert.equal(asNumbers.spread(Number(bid), Number(ask)), Number(asDecimals.spread(bid, ask)));
        assert.equal(asNumbers.mid(Number(bid), Number(ask)), Number(asDecimals.mid(bid, ask)));
      }),
    );
  });

  it("gives a share from 0 to 1, and none of nothing", () => {
    assert.equal(asNumbers.share([1, 2], [1]), 0.75);
    assert.equal(asDecimals.share(["1", "2"], ["1"]), "0.75");
    assert.equal(asNumbers.share([0.1, 0.2], [0.3, 0.3, 0.1]), 0.3);
    assert.equal(asDecimals.share(["1"], ["2"]), "0.333333333333");
    assert.equal(asNumbers.share([], []), undefined);
    assert.equal(asDecimals.share(["0"], []), undefined);
  });
});

describe("times and ids from the wire", () => {
  it("reads ms as integers, also negative ones and strings", () => {
    assert.equal(readTime(1675689068531), 1675689068531);
    assert.equal(readTime("1675689068531 "), 1675689068531);
    assert.equal(readTime("-86400000"), -86400000);
    assert.equal(readTime(1675689068531.25), 1675689068531);
  });

  it("has no time that no calendar has", () => {
    assert.equal(readTime(1e16), undefined);
    assert.ok(Object.is(readTime(-0.2), 0));
  });

  it("reads ids as strings, and none that was rounded on its way", () => {
    assert.equal(readId("7882585330726010027"), "7882585330726010027");
    assert.equal(readId(" 42 "), "42");
    assert.equal(readId(42), "42");
    assert.equal(readId(2 ** 60), undefined);
    assert.equal(readId({}), undefined);
  });
});
