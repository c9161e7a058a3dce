/** The table of an option chain around a price, with numbers as wide as a market at that price has them. */

const DAY = 24 * 60 * 60 * 1000;
const STRIKES_EACH_SIDE = 8;

export function madeUpChain(price: number) {
  const expiry = Math.ceil(Date.now() / DAY) * DAY + 9 * DAY + DAY / 3;
  const spacing = price / 40;
  const strikes = Array.from({ length: 2 * STRIKES_EACH_SIDE + 1 }, (_, index) => {
    const strike = price + (index - STRIKES_EACH_SIDE) * spacing;
    return { strike, call: option(price, price - strike), put: option(price, strike - price) };
  });
  return { underlying: "BTCUSD", expiry, underlyingPrice: price, strikes };
}

/** @param inTheMoney USD; negative for an option that is out of the money */
function option(price: number, inTheMoney: number) {
  const value = Math.max(inTheMoney, 0) + price / 30;
  return {
    bid: value - 1,
    ask: value + 1,
    delta: inTheMoney < 0 ? -0.01 : -0.99,
    markIv: 1.234,
    gamma: 0.00123,
    theta: -price / 200,
    vega: price / 500,
    openInterest: 12_345.6,
  };
}
