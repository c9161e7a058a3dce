/** Signatures as the exchange makes them: HMAC-SHA256, hex, upper case. */

import { createHmac, timingSafeEqual } from "node:crypto";

export function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex").toUpperCase();
}

/** Takes as long for a guess that is nearly right. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
