import { proxyError } from "../../link/socket/proxy-error";
import { CoincallError } from "../../protocol/error";
import { words } from "../../protocol/text/words";

/** Why an exchange could not be asked, or its answer is of no use: a text under `errors`. */
export function askFailure(
  reason: string,
  values: Readonly<Record<string, string | number>> = {},
): CoincallError {
  return new CoincallError("COINCALL_LINK", reason, values);
}

/**
 * Why a call did not come through. Of a library's error only the system's code is told.
 *
 * @param proxy its host and port; `undefined` where there is none
 */
export function networkFailure(error: NodeJS.ErrnoException, proxy: string | undefined): CoincallError {
  if (error instanceof CoincallError) return error;
  const cause = typeof error.code === "string" ? error.code : "unknown";
  const reason = /CERT|SSL|TLS|SIGNED/.test(cause) ? "askUntrusted" : "askUnreachable";
  return proxyError(error, cause, proxy) ?? askFailure(reason, { cause });
}

/** An answer that is none, in the exchange's number and words. */
export function refusedCall(code: unknown, said: unknown): CoincallError {
  const number = words(String(code), 16);
  const told = typeof said === "string" ? words(said).trim() : "";
  return told === ""
    ? askFailure("askError", { number })
    : askFailure("askErrorBecause", { number, words: told });
}

/** What is between this machine and the exchange is the user's own, and so is how much is asked. */
const OF_OUR_OWN = ["proxyPassword", "proxyUnreachable", "askBusy"];

/**
 * The same of an address that is the user's: it is not told what stands there, if anything, or the forms would tell which
 * ports of which hosts are open.
 */
export function withoutDetails(error: unknown): unknown {
  const isOfHost =
    !(error instanceof CoincallError) ||
    (error.code === "COINCALL_LINK" && !OF_OUR_OWN.includes(error.reason));
  return isOfHost ? askFailure("askNobody") : error;
}
