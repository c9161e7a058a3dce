import type { Gap } from "../../../history/told";

/** Two gaps of which the first was not told yet, as one. */
export function joinedGap(untold: Gap | undefined, gap: Gap): Gap {
  if (!untold) return gap;
  return {
    from: Math.min(untold.from, gap.from),
    to: Math.max(untold.to, gap.to),
    filled: untold.filled === gap.filled ? gap.filled : "part",
  };
}
