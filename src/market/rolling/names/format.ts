import { formatDay } from "../../../protocol/symbols/symbols";
import type { ExpiryRule, RollingChain, RollingOption, StrikeRule } from "../rule";

const WORDS = { next: "NEXT", week: "W", month: "M", quarter: "Q" } as const;

/** `BTCUSD-W-ATM-C`: the one spelling of what several can stand for. */
export function formatRollingOption({ underlying, expiry, strike, right }: RollingOption): string {
  return [underlying, formatExpiry(expiry), formatStrike(strike), right === "call" ? "C" : "P"].join("-");
}

/** `BTCUSD-W` */
export function formatRollingChain({ underlying, expiry }: RollingChain): string {
  return [underlying, formatExpiry(expiry)].join("-");
}

export function formatExpiry(rule: ExpiryRule): string {
  if (rule.kind === "day") return formatDay(rule.expiry);
  if (rule.kind === "days") return `${rule.days}DTE`;
  return rule.after === 0 ? WORDS[rule.kind] : `${WORDS[rule.kind]}+${rule.after}`;
}

export function formatStrike(rule: StrikeRule): string {
  if (rule.kind === "delta") return `${rule.hundredths}D`;
  if (rule.kind === "share") return `${rule.percent}%`;
  if (rule.kind === "strike") return plainly(rule.strike);
  if (rule.steps === 0) return "ATM";
  return rule.steps > 0 ? `ATM+${rule.steps}` : `ATM${rule.steps}`;
}

/** Without an exponent, which no name has: `0.00000012` for 1.2e-7. */
function plainly(strike: number): string {
  const [digits = "", exponent] = String(strike).split("e-");
  if (exponent === undefined) return digits;
  const [, fraction = ""] = digits.split(".");
  return strike.toFixed(fraction.length + Number(exponent));
}
