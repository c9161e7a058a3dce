import { PERIODS, type Period } from "../../protocol/channels";
import { FIXED_LENGTHS } from "./lengths";

/** The periods that the exchange lacks and the palette makes. Source: docs/contract.md, "Palette nodes". */
export const MADE_PERIODS = ["s5", "s15", "s30", "m3", "m10", "h2", "h6", "h12"] as const;

export type MadePeriod = (typeof MADE_PERIODS)[number];
export type AnyPeriod = Period | MadePeriod;

export const ANY_PERIODS: readonly AnyPeriod[] = [...PERIODS, ...MADE_PERIODS];

export function isMadePeriod(period: string): period is MadePeriod {
  return MADE_PERIODS.some((made) => made === period);
}

/** The longest of the exchange's periods that goes into it without a rest; trades where none is as short. */
export function madeFrom(period: MadePeriod): Period | "trades" {
  const length = FIXED_LENGTHS[period];
  const parts = PERIODS.filter((each) => {
    const part = FIXED_LENGTHS[each];
    return part !== undefined && part < length && length % part === 0;
  });
  return parts.at(-1) ?? "trades";
}
