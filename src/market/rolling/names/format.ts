import { formatDay } from "../../../protocol/symbols/symbols";
import type { ExpiryRule, RollingChain, RollingOption, StrikeRule } from "../rule";

const WORDS = { next: "NEXT", week: "W", month: "M", quarter: "Q" } as const;
/** As many as an option's name can have. */
const DECIMALS = 12;

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

/** Without an exponent, which no name has. */
function plainly(strike: number): string {
  const text = String(strike);
  return text.includes("e") ? strike.toFixed(DECIMALS).replace(/0+$/, "") : text;
}
