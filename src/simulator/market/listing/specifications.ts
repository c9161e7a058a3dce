/** What is fixed about each underlying: its names, its temper and the units that it trades in. */

/** The units that an instrument trades in, as decimal digits of its prices (USD) and sizes (coins). */
export interface Contract {
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  /** Typical size at one level of the book, lots. */
  readonly typicalLots: number;
}

/** USD of a number of ticks, the smallest step of a price. A division of integers gives the very number that its decimals mean. */
export function priceOf(contract: Contract, ticks: number): number {
  return ticks / 10 ** contract.priceDecimals;
}

/** Coins of a number of lots, the smallest step of a size. */
export function sizeOf(contract: Contract, lots: number): number {
  return lots / 10 ** contract.sizeDecimals;
}

export interface Specification {
  /** `BTCUSD`. */
  readonly symbol: string;
  /** `BTC`. */
  readonly coin: string;
  /** The price that the index keeps returning to, USD. */
  readonly anchorPrice: number;
  /** Volatility of the index and of options at the money, a fraction a year. */
  readonly volatility: { readonly short: number; readonly long: number };
  /** What a forward is above the index on average, a fraction a year. */
  readonly carry: number;
  /** Trades a second. */
  readonly pace: { readonly perpetual: number; readonly options: number };
  /** Whether strikes have a decimal in names, `HYPEUSD-26JUN26-30.0-C`. */
  readonly decimalStrikes: boolean;
  readonly perpetual: Contract;
  readonly option: Contract;
}

export const SPECIFICATIONS: readonly Specification[] = [
  {
    symbol: "BTCUSD",
    coin: "BTC",
    anchorPrice: 100_000,
    volatility: { short: 0.44, long: 0.52 },
    carry: 0.06,
    pace: { perpetual: 1.2, options: 0.45 },
    decimalStrikes: false,
    perpetual: { priceDecimals: 1, sizeDecimals: 3, typicalLots: 300 },
    option: { priceDecimals: 1, sizeDecimals: 2, typicalLots: 150 },
  },
  {
    symbol: "ETHUSD",
    coin: "ETH",
    anchorPrice: 3_600,
    volatility: { short: 0.6, long: 0.68 },
    carry: 0.05,
    pace: { perpetual: 1, options: 0.3 },
    decimalStrikes: false,
    perpetual: { priceDecimals: 2, sizeDecimals: 2, typicalLots: 600 },
    option: { priceDecimals: 2, sizeDecimals: 1, typicalLots: 300 },
  },
  {
    symbol: "SOLUSD",
    coin: "SOL",
    anchorPrice: 180,
    volatility: { short: 0.72, long: 0.8 },
    carry: 0.07,
    pace: { perpetual: 0.7, options: 0.15 },
    decimalStrikes: true,
    perpetual: { priceDecimals: 3, sizeDecimals: 1, typicalLots: 900 },
    option: { priceDecimals: 2, sizeDecimals: 0, typicalLots: 400 },
  },
  {
    symbol: "HYPEUSD",
    coin: "HYPE",
    anchorPrice: 36,
    volatility: { short: 0.86, long: 0.95 },
    carry: 0.08,
    pace: { perpetual: 0.4, options: 0.1 },
    decimalStrikes: true,
    perpetual: { priceDecimals: 4, sizeDecimals: 1, typicalLots: 4_000 },
    option: { priceDecimals: 3, sizeDecimals: 0, typicalLots: 1_500 },
  },
];
