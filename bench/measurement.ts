import type { Exchange } from "./exchange/exchange";
import type { Duration } from "./measure";

/** One value a variant, as measured in one round. */
export type Values = Readonly<Record<string, number>>;

export interface Setting {
  readonly exchange: Exchange;
  readonly duration: Duration;
  /** Whether the user has no patience: what grows is only looked at where it begins and ends. */
  readonly quick: boolean;
}

/** Something that is measured once a round, all its variants in turn, each in fresh processes. */
export interface Measurement {
  readonly name: string;
  /** In how many rounds it is measured, at most: what takes minutes by the clock is the same in each. */
  readonly rounds?: number;
  round(setting: Setting): Promise<Values>;
}

/** Everything that was measured: by measurement and variant, a value a round. */
export type Figures = Record<string, Record<string, number[]>>;
