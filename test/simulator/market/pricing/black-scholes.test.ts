import assert from "node:assert/strict";
import {
  impliedVolatility,
  normalCdf,
  type OptionTerms,
  valueOption,
} from "../../../../src/simulator/market/pricing/black-scholes";

const DAYS = 1 / 365;
const FORWARD = 100_000;

/** From deep in the money to far out of it, from an hour to a year. */
const TERMS: OptionTerms[] = [40_000, 90_000, 100_000, 101_500, 130_000, 250_000].flatMap((strike) =>
  [1 / 24, 1, 30, 365].flatMap((days) =>
    (["call", "put"] as const).map((right) => ({
      right,
      forward: FORWARD,
      strike,
      years: days * DAYS,
      volatility: 0.55,
    })),
  ),
);

function assertClose(actual: number, expected: number, tolerance: number, what: string) {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} instead of ${expected}`);
}

describe("Black–Scholes prices and Greeks", () => {
  it("agree with published values of the normal distribution", () => {
    assert.equal(normalCdf(0), 0.5);
    assertClose(normalCdf(1.959963984540054), 0.975, 1e-14, "97.5 %");
    assertClose(normalCdf(-3), 0.0013498980316300933, 1e-16, "−3");
    assertClose(normalCdf(-8), 6.22096057427178e-16, 1e-22, "−8");
  });

  it("agree with a textbook's option: forward 100, strike 100, a year, 20 %, no interest: 7.9656", () => {
    const terms = { right: "call", forward: 100, strike: 100, years: 1, volatility: 0.2 } as const;
    assertClose(valueOption(terms).price, 7.965567, 1e-6, "price");
  });

  it("keep put–call parity, and a delta of call minus put of 1", () => {
    for (const terms of TERMS) {
      const [call, put] = [valueOption({ ...terms, right: "call" }), valueOption({ ...terms, right: "put" })];
      assertClose(call.price - put.price, terms.forward - terms.strike, 1e-7, JSON.stringify(terms));
      assertClose(call.delta - put.delta, 1, 1e-14, JSON.stringify(terms));
      assert.equal(call.gamma, put.gamma);
      assert.equal(call.vega, put.vega);
    }
  });

  it("agree with finite differences of the prices", () => {
    for (const terms of TERMS) {
      const price = (change: Partial<OptionTerms>) => valueOption({ ...terms, ...change }).price;
      const { delta, gamma, theta, vega } = valueOption(terms);
      const [up, down] = [price({ forward: FORWARD + 10 }), price({ forward: FORWARD - 10 })];
      const minute = DAYS / 24 / 60;
      const what = JSON.stringify(terms);
      assertClose(delta, (up - down) / 20, 1e-4, `delta ${what}`);
      assertClose(gamma, (up - 2 * price({}) + down) / 100, 1e-7, `gamma ${what}`);
      assertClose(
        vega,
        (price({ volatility: 0.551 }) - price({ volatility: 0.549 })) / 0.2,
        0.01,
        `vega ${what}`,
      );
      const twoMinutes = price({ years: terms.years - minute }) - price({ years: terms.years + minute });
      assertClose(theta, twoMinutes * 12 * 60, Math.abs(theta) * 1e-3 + 1e-3, `theta ${what}`);
    }
  });

  it("lose value as time goes by", () => {
    for (const terms of TERMS) assert.ok(valueOption(terms).theta <= 0, JSON.stringify(terms));
  });

  it("are worth what they pay once they have expired", () => {
    const expired = { forward: FORWARD, strike: 90_000, years: 0, volatility: 0 };
    assert.deepEqual(valueOption({ ...expired, right: "call" }), {
      price: 10_000,
      delta: 1,
      gamma: 0,
      theta: 0,
      vega: 0,
    });
    assert.equal(valueOption({ ...expired, right: "put" }).price, 0);
  });

  it("give back the volatility of a price, from any guess", () => {
    for (const [strike, volatility] of [
      [95_000, 0.61],
      [60_000, 1.4],
      [160_000, 0.7],
    ] as const) {
      const terms = { right: "put", forward: FORWARD, strike, years: 30 * DAYS } as const;
      const { price } = valueOption({ ...terms, volatility });
      for (const guess of [0.02, 0.5, 5]) {
        const found = impliedVolatility(terms, price, guess);
        assertClose(found ?? Number.NaN, volatility, 1e-6, `${strike} from ${guess}`);
      }
    }
  });

  it("know no volatility for a price below the intrinsic value", () => {
    const terms = { right: "call", forward: FORWARD, strike: 90_000, years: DAYS } as const;
    assert.equal(impliedVolatility(terms, 9_999, 0.5), undefined);
  });
});
