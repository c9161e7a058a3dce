/**
 * Rolling names as docs/rolling-options.md has them, read anew: what judges the palette knows nothing of how the palette
 * does it.
 */
export interface Rule {
  readonly name: string;
  readonly underlying: string;
  readonly expiry:
    | { readonly kind: "NEXT" | "W" | "M" | "Q"; readonly after: number }
    | { readonly kind: "DTE"; readonly days: number }
    | { readonly kind: "day"; readonly at: number };
  /** Absent of a chain. */
  readonly strike?: StrikeRule;
  readonly right?: "C" | "P";
  readonly follow: "money" | "expiry";
  /** ms, as is rollBefore. */
  readonly hold: number;
  readonly rollBefore: number;
}

export type StrikeRule =
  | { readonly kind: "money"; readonly steps: number }
  | { readonly kind: "delta"; readonly size: number }
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "strike"; readonly strike: number };

/** How a node follows its names; seconds, and hours. */
export interface Settings {
  readonly follow: "money" | "expiry";
  readonly hold: number;
  readonly rollBefore: number;
}

export function ruleOf(name: string, { follow, hold, rollBefore }: Settings): Rule {
  const [underlying = "", expiry = "", strike, right] =
    name.split("-ATM-").length > 1 ? partsOf(name) : name.split("-");
  return {
    name,
    underlying,
    expiry: expiryOf(expiry),
    ...(strike === undefined ? {} : { strike: strikeOf(strike) }),
    ...(right === "C" || right === "P" ? { right } : {}),
    follow,
    hold: hold * 1000,
    rollBefore: rollBefore * 3_600_000,
  };
}

/** A strike can have a minus in it. */
function partsOf(name: string): string[] {
  const found = /^(\w+)-([\w+]+)-(ATM(?:[+-]\d+)?)-([CP])$/.exec(name);
  return found ? found.slice(1) : name.split("-");
}

function expiryOf(word: string): Rule["expiry"] {
  const [, kind, after = "0"] = /^(NEXT|W|M|Q)(?:\+(\d+))?$/.exec(word) ?? [];
  if (kind) return { kind: kind as "W", after: Number(after) };
  const [, days] = /^(\d+)DTE$/.exec(word) ?? [];
  if (days) return { kind: "DTE", days: Number(days) };
  return { kind: "day", at: Date.parse(`${word.replace(/^(\d+)([A-Z]+)(\d+)$/, "$1 $2 20$3")} 08:00 UTC`) };
}

function strikeOf(word: string): StrikeRule {
  if (word.startsWith("ATM")) return { kind: "money", steps: Number(word.slice(3) || 0) };
  if (word.endsWith("D")) return { kind: "delta", size: Number(word.slice(0, -1)) / 100 };
  if (word.endsWith("%")) return { kind: "share", share: Number(word.slice(0, -1)) / 100 };
  return { kind: "strike", strike: Number(word) };
}
