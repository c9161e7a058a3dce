import { Session } from "../../link/socket/session";
import { dialectOf } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import { CONNECT_DEADLINE } from "../connection/connection";
import type { ConnectionProperties } from "../connection/settings";
import { type TlsNode, targetOf } from "../connection/target";
import type { Rest } from "../rest/rest";

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

/** The exchange takes a signature for some seconds; a clock that is off by more than this is worth a word. */
const CLOCK_TOLERANCE = 5_000;

/** ms; not every address of a socket answers such calls too. */
const CLOCK_DEADLINE = 3_000;

/**
 * Opens a connection once, closes it again, and says what happened.
 *
 * @param deadline ms until it must be open
 */
export async function tryConnection(trial: Trial, deadline = CONNECT_DEADLINE): Promise<Verdict> {
  const [opening, clockOff] = await Promise.all([openOnce(trial, deadline), clockDifference(trial.rest)]);
  const seconds = Math.round(Math.abs(clockOff ?? 0) / 1000);
  const isOff = clockOff !== undefined && Math.abs(clockOff) > CLOCK_TOLERANCE;
  if (typeof opening === "number") {
    return isOff
      ? { ok: true, reason: "connectedClockOff", values: { ms: opening, seconds } }
      : { ok: true, reason: "connected", values: { ms: opening } };
  }
  if (opening.code === "COINCALL_REFUSED" && isOff)
    return { ok: false, reason: "clockOff", values: { seconds } };
  return failure(opening, trial.properties.environment === "custom");
}

/** @returns the ms that it took, or why it failed */
function openOnce(
  { base, properties, credentials, tls }: Trial,
  connectDeadline: number,
): Promise<number | CoincallError> {
  const dialect = dialectOf(properties.protocol, properties.signingParameter);
  const target = targetOf(dialect.connectUrl(base, "options", credentials, Date.now()), base, tls);
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

/** ms that the exchange's clock is ahead of ours; `undefined` where it does not tell the time. */
async function clockDifference(rest: Rest): Promise<number | undefined> {
  const asked = Date.now();
  try {
    const { serverTime } = (await rest.get("/time", CLOCK_DEADLINE)) as { serverTime?: unknown };
    const time = Number(serverTime);
    return Number.isFinite(time) && time > 0 ? time - (asked + Date.now()) / 2 : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param isForeign whether the address is the user's: what stands there, if anything, is not told, or the trial would
 *   tell which ports of which hosts are open
 */
function failure(error: CoincallError, isForeign: boolean): Verdict {
  const reason = reasonOf(error);
  if (isForeign && reason !== "refused") return { ok: false, reason: "noExchange", values: {} };
  return { ok: false, reason, values: error.values };
}

const UNREACHABLE = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"];

function reasonOf({ code, reason, values }: CoincallError): string {
  if (code === "COINCALL_REFUSED") return "refused";
  if (reason === "connectDeadline") return "silent";
  if (reason === "linkFailed" && UNREACHABLE.includes(String(values.cause))) return "unreachable";
  if (reason === "linkFailed" && /CERT|SSL|TLS|SIGNED/.test(String(values.cause))) return "untrusted";
  return reason === "unexpectedAnswer" ? "unexpectedAnswer" : "failed";
}
