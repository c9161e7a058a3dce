import { createHmac } from "node:crypto";
import { KEY, SECRET } from "../embedded/harness";

/**
 * An address as the exchange was called at, with words for what is secret or another one each time: whether the signature is right, and by
 * which of the two ways it was made.
 *
 * @param path such as `/options?code=10&uuid=…`; the key stands in it as it is
 */
export function inWords(path: string): string {
  const [, ts = ""] = /\bts=(\d+)/.exec(path) ?? [];
  return path
    .replaceAll(KEY, "KEY")
    .replace(/\bts=\d+/, "ts=NOW")
    .replace(/\bsign=([^&]*)/, (_, sign: string) => `sign=${signedBy(sign, ts)}`);
}

/** Source: docs/protocol.md, "Endpoints and environments". */
function signedBy(sign: string, ts: string): string {
  const ways = ["apiKey", "uuid"].filter((way) => {
    const signed = `GET/users/self/verify?${way}=${KEY}&ts=${ts}`;
    return createHmac("sha256", SECRET).update(signed).digest("hex").toUpperCase() === sign;
  });
  return ways[0] ?? "WRONG";
}
