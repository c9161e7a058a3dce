import { CoincallError } from "../../protocol/error";

/** Written by the agent, in a text and nowhere else. */
const ANSWERED = /^Bad response: (\d{3})$/;
const WANTS_PASSWORD = 407;
/** Nobody but the proxy is looked for: whatever is behind it, it finds. */
const UNREACHABLE = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"];

/**
 * What went wrong between us and a proxy; `undefined` where nothing did.
 *
 * @param cause the system's code
 * @param proxy its host and port; `undefined` where there is none
 */
export function proxyError(
  error: Error,
  cause: string,
  proxy: string | undefined,
): CoincallError | undefined {
  if (proxy === undefined) return undefined;
  const [, answer] = ANSWERED.exec(error.message) ?? [];
  const status = Number(answer);
  if (status === WANTS_PASSWORD)
    return new CoincallError("COINCALL_LINK", "proxyPassword", { proxy, status });
  if (answer !== undefined) return new CoincallError("COINCALL_LINK", "proxyRefused", { proxy, status });
  if (!UNREACHABLE.includes(cause)) return undefined;
  return new CoincallError("COINCALL_LINK", "proxyUnreachable", { proxy, cause });
}
