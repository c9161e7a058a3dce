import type { Forward } from "../market/chain-watches";
import type { Exchange } from "./exchange";

/** What an underlying is worth now. */
export interface PriceNow {
  readonly underlying: string;
  /** ms since 1970; of a forward. */
  readonly expiry?: number;
  /** USD */
  readonly price: number;
}

/**
 * The public price of each underlying, and the forwards that running nodes know. These are told alone where the exchange
 * does not tell the others.
 *
 * @throws Error when the exchange does not tell, and no node knows any
 */
export async function pricesNow(
  forwards: readonly Forward[],
  { known, rest }: Pick<Exchange, "known" | "rest">,
): Promise<readonly PriceNow[]> {
  const told = await known.prices(rest).catch((error: unknown) => {
    if (forwards.length === 0) throw error;
    return new Map<string, number>();
  });
  return [...Array.from(told, ([underlying, price]) => ({ underlying, price })), ...forwards];
}
