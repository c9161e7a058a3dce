import { apikey } from "./apikey";
import type { Dialect } from "./dialect";
import { type SigningParameter, signed } from "./signed";

export type { Credentials, Dialect, SubscriptionRequest } from "./dialect";
export type { SigningParameter } from "./signed";

export type ProtocolName = "signed" | "apikey";

export function dialectOf(protocol: ProtocolName, signingParameter: SigningParameter): Dialect {
  return protocol === "apikey" ? apikey : signed(signingParameter);
}
