import { parseDay, underlyingOf } from "../../protocol/symbols/symbols";
import { isOfClass } from "../calendar";
import { formatExpiry } from "./names/format";

/** That which changes least often first. */
const KINDS = ["quarter", "month", "week"] as const;

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

function ruleFor(expiry: number): string {
  const kind = KINDS.find((each) => isOfClass(expiry, each)) ?? "next";
  return formatExpiry({ kind, after: 0 });
}
