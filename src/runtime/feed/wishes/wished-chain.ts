import { CoincallError } from "../../../protocol/error";
import { chainSubscription, type Subscription } from "../../../protocol/subscription";
import { parseExpiry } from "../../../protocol/symbols/expiry";
import { parseChain, parseOption } from "../../../protocol/symbols/symbols";
import { quote } from "../../quote";
import type { Wish } from "../definition";

/** @throws CoincallError COINCALL_CONFIG for an expiry that is no day, is past, or is missing where it is needed */
export function wishedChain(symbol: string, { expiry, protocol, now }: Wish): Subscription {
  if (parseOption(symbol)) return chainSubscription(symbol);
  const chain = parseChain(symbol);
  if (chain) return checked(chain.underlying, chain.expiry, symbol, now);
  if (expiry === "") {
    if (protocol === "signed") throw new CoincallError("COINCALL_CONFIG", "expiryMissing");
    return chainSubscription(symbol);
  }
  const day = parseExpiry(expiry);
  if (day === undefined)
    throw new CoincallError("COINCALL_CONFIG", "expiryInvalid", { expiry: quote(expiry) });
  return checked(symbol, day, expiry, now);
}

/** @param written the expiry, in the user's words */
function checked(underlying: string, day: number, written: string | number, now: number): Subscription {
  if (day <= now) throw new CoincallError("COINCALL_CONFIG", "expiryPast", { expiry: quote(written) });
  return chainSubscription(underlying, day);
}
