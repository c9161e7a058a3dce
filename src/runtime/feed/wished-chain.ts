import { CoincallError } from "../../protocol/error";
import { chainSubscription, type Subscription } from "../../protocol/subscription";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { parseOption } from "../../protocol/symbols/symbols";
import type { Wish } from "./definition";

/** @throws CoincallError COINCALL_CONFIG for an expiry that is no day, is past, or is missing where it is needed */
export function wishedChain(symbol: string, { expiry, protocol, now }: Wish): Subscription {
  if (parseOption(symbol)) return chainSubscription(symbol);
  if (expiry === "") {
    if (protocol === "signed") throw new CoincallError("COINCALL_CONFIG", "expiryMissing");
    return chainSubscription(symbol);
  }
  const day = parseExpiry(expiry);
  if (day === undefined) throw new CoincallError("COINCALL_CONFIG", "expiryInvalid", { expiry });
  if (day <= now) throw new CoincallError("COINCALL_CONFIG", "expiryPast", { expiry });
  return chainSubscription(symbol, day);
}
