import { parseDay, underlyingOf } from "../../protocol/symbols/symbols";

const FRIDAY = 5;
const DAY = 24 * 60 * 60_000;
/** March, June, September and December, as the engine counts. */
const QUARTERS = [2, 5, 8, 11];

/**
 * The rolling name that chose an expiry as long as it lived, and goes on with the next: `BTCUSD-W-81000-C` for
 * `BTCUSD-4DEC26-81000-C`, `BTCUSD-W` for the chain `BTCUSD-4DEC26`. Of several that did, the one that changes least
 * often. `undefined` for a name without a day.
 */
export function successorOf(name: string): string | undefined {
  const [base = "", day = "", ...rest] = name.split("-");
  const expiry = parseDay(day);
  return expiry === undefined ? undefined : [underlyingOf(base), ruleFor(expiry), ...rest].join("-");
}

function ruleFor(expiry: number): "Q" | "M" | "W" | "NEXT" {
  const date = new Date(expiry);
  if (date.getUTCDay() !== FRIDAY) return "NEXT";
  const isLastOfMonth = new Date(expiry + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
  if (!isLastOfMonth) return "W";
  return QUARTERS.includes(date.getUTCMonth()) ? "Q" : "M";
}
