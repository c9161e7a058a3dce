import { successorOf } from "../../../market/rolling/successor";
import { CoincallError } from "../../../protocol/error";
import { namesIn } from "./names";

/**
 * One error for what is over together, with the rolling names that would have gone on. Source: docs/contract.md, "Expired
 * options".
 *
 * @param symbols of options, or of chains
 */
export function expiryOf(symbols: readonly string[]): CoincallError {
  const [symbol = "", ...others] = new Set(symbols);
  if (others.length === 0) {
    return new CoincallError("COINCALL_EXPIRED", "expired", { symbol, successor: successorOf(symbol) ?? "" });
  }
  const both = (name: string) => `${name} (${successorOf(name)})`;
  const values = { count: others.length + 1, symbols: namesIn([symbol, ...others].map(both)) };
  return new CoincallError("COINCALL_EXPIRED", "expiredSeveral", values);
}
