import { parseDay } from "../../../protocol/symbols/symbols";
import type { ExpiryRule } from "../rule";
import { ROLLING_LIMITS } from "./limits";
import { countAfter, type Wrong, within } from "./word";

const KINDS = { NEXT: "next", W: "week", M: "month", Q: "quarter" } as const;
const COUNTED = /^(NEXT|W|M|Q)(?:\+(.*))?$/;
const DAYS = /^(\d+)DTE$/;
const DAY = /^\d{1,2}[A-Z]{3}\d{2}$/;

/** Reads `NEXT`, `W+1`, `30DTE` or `27DEC26`, in upper case. */
export function parseExpiryWord(word: string): ExpiryRule | Wrong {
  const [, kind, after] = COUNTED.exec(word) ?? [];
  if (kind !== undefined) return counted(KINDS[kind as keyof typeof KINDS], after, word);
  const [, digits] = DAYS.exec(word) ?? [];
  if (digits !== undefined) {
    const days = within(Number(digits), word, ROLLING_LIMITS.days);
    return typeof days === "number" ? { kind: "days", days } : days;
  }
  if (!DAY.test(word)) return { reason: "rollingExpiryUnknown", word };
  const expiry = parseDay(word);
  return expiry === undefined ? { reason: "rollingDayUnknown", word } : { kind: "day", expiry };
}

function counted(
  kind: "next" | "week" | "month" | "quarter",
  digits: string | undefined,
  word: string,
): ExpiryRule | Wrong {
  if (digits === undefined) return { kind, after: 0 };
  const after = countAfter("+", digits, word, ROLLING_LIMITS.after);
  return typeof after === "number" ? { kind, after } : after;
}
