import { Session } from "../../link/socket/session";
import { dialectOf } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import { CONNECT_DEADLINE } from "../connection/connection";
import type { ConnectionProperties } from "../connection/settings";
import { type TlsNode, targetOf } from "../connection/target";
import { Redaction } from "../redaction";
import type { Rest } from "../rest/rest";
import { aheadOfOurs, serverTime } from "../rest/server-time";

/** What became of an attempt. */
export interface Verdict {
  readonly ok: boolean;
  /** A text under `trial` in the catalogue of the connection node. */
  readonly reason: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Trial {
  /** `wss://host` */
  readonly base: string;
  readonly properties: ConnectionProperties;
  readonly credentials: { readonly apiKey: string; readonly apiSecret: string };
  readonly tls: TlsNode | undefined;
  readonly rest: Rest;
}

/** ms; the exchange takes a signature for some seconds, and a clock that is off by more than this is worth a word. */
const CLOCK_TOLERANCE = 1_000;

/**
 * Opens a connection once, closes it again, and says what happened.
 *
 * @param deadline ms until it must be open
 */
export async function tryConnection(trial: Trial, deadline = CONNECT_DEADLINE): Promise<Verdict> {
  const [first, time] = await Promise.all([openOnce(trial, deadline, 0), serverTime(trial.rest)]);
  const ahead = time ? aheadOfOurs(time) : 0;
  const isOff = Math.abs(ahead) > CLOCK_TOLERANCE;
  const seconds = Math.round(Math.abs(ahead) / 1000);
  // As the connection does once it is deployed.
  const opening = isOff && isRefused(first) ? await openOnce(trial, deadline, ahead) : first;
  if (typeof opening === "number") {
    return isOff
      ? { ok: true, reason: "connectedClockOff", values: { ms: opening, seconds } }
      : { ok: true, reason: "connected", values: { ms: opening } };
  }
  if (isOff && isRefused(opening)) return { ok: false, reason: "clockOff", values: { seconds } };
  return failure(opening, trial);
}

function isRefused(opening: number | CoincallError): boolean {
  return typeof opening !== "number" && opening.code === "COINCALL_REFUSED";
}

/**
 * @param ahead ms that the exchange's clock is ahead of ours
 * @returns the ms that it took, or why it failed
 */
function openOnce(
  { base, properties, credentials, tls }: Trial,
  connectDeadline: number,
  ahead: number,
): Promise<number | CoincallError> {
  const dialect = dialectOf(properties.protocol, properties.signingParameter);
  const now = Math.floor(Date.now() + ahead);
  const target = targetOf(dialect.connectUrl(base, "options", credentials, now), base, tls);
  const timing = { connectDeadline, heartbeatInterval: 10_000, heartbeatTimeout: 10_000 };
  const start = performance.now();
  return new Promise((resolve) => {
    const session = new Session(target, timing, dialect.heartbeat, {
      opened: () => {
        session.close();
        resolve(Math.round(performance.now() - start));
      },
      ended: ({ error }) => resolve(error),
      received: () => {},
      receivedGarbage: () => {},
    });
  });
}

/**
 * Of an address that is the user's it is not told what stands there, if anything, nor what that says, or the trial would
 * tell which ports of which hosts are open. What is wrong with this machine's own way out is no secret.
 */
function failure(error: CoincallError, { properties, credentials }: Trial): Verdict {
  const isForeign = properties.environment === "custom" && !OF_OUR_OWN.includes(error.reason);
  if (isForeign && error.code === "COINCALL_REFUSED") {
    return { ok: false, reason: "refused", values: { status: error.values.status ?? 0 } };
  }
  if (isForeign) return { ok: false, reason: "noExchange", values: {} };
  // The exchange may repeat in its words what we sent.
  const redaction = new Redaction(Object.values(credentials));
  const words =
    error.values.words === undefined ? {} : { words: redaction.redact(String(error.values.words)) };
  return { ok: false, reason: reasonOf(error), values: { ...error.values, ...words } };
}

/** They say in the trial what they say elsewhere, and nothing of what is behind the proxy. */
const OF_OUR_OWN = ["proxyPassword", "proxyUnreachable"];
const OF_THE_HOST = ["proxyRefused", "unexpectedAnswer", "unexpectedAnswerBecause"];

const UNREACHABLE = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"];

function reasonOf({ code, reason, values }: CoincallError): string {
  if (code === "COINCALL_REFUSED") return reason;
  if (OF_OUR_OWN.includes(reason) || OF_THE_HOST.includes(reason)) return reason;
  if (reason === "connectDeadline") return "silent";
  if (reason === "linkFailed" && UNREACHABLE.includes(String(values.cause))) return "unreachable";
  if (reason === "linkFailed" && /CERT|SSL|TLS|SIGNED/.test(String(values.cause))) return "untrusted";
  return "failed";
}
