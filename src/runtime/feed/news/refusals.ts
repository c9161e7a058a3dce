import { CoincallError } from "../../../protocol/error";
import { namesIn } from "./names";

/** Of the exchange's words, where they differ from symbol to symbol. */
const MOST_REASONS = 3;

/** One error for what was refused together: at least one subscription. Source: docs/contract.md, "Errors". */
export function refusalOf(refusals: readonly CoincallError[]): CoincallError {
  const [first] = refusals;
  if (first && refusals.length === 1) return first;
  const symbols = namesIn(refusals.map(({ values }) => String(values.symbol)));
  const reasons = new Set(refusals.map(({ values }) => String(values.reason ?? "")));
  reasons.delete("");
  const reason = [...reasons].slice(0, MOST_REASONS).join("; ");
  return new CoincallError(
    "COINCALL_REJECTED",
    reason === "" ? "rejectedSeveral" : "rejectedSeveralBecause",
    { count: refusals.length, symbols, reason },
  );
}
