/**
 * Answers to requests, worded in the dialect of the question.
 *
 * Source: docs/protocol.md, "Two dialects".
 */

import type { Question } from "./requests";

/** The same in both dialects. */
export const HEARTBEAT_REPLY = JSON.stringify({ c: 11, rc: 1 });

/** A bare text, not JSON. */
export const TOO_MANY_REQUESTS = "too many request";

const SUCCESS = 1;
/** The page of 2023 says of failures no more than that their code is another one. */
const FAILURE = 0;

export function acknowledgement({ kind, dialect, echo }: Question): string {
  if (dialect === "apikey") return JSON.stringify({ c: 20, ...echo, rc: SUCCESS });
  return JSON.stringify({ action: kind.toUpperCase(), ...echo, result: "success" });
}

/** @param msg why, in words; of a channel that there is not, the exchange says no more than that it failed */
export function refusal({ kind, dialect, echo }: Question, msg?: string): string {
  if (dialect === "apikey") return JSON.stringify({ c: 20, ...echo, rc: FAILURE, msg });
  return JSON.stringify({ action: kind.toUpperCase(), ...echo, result: "failed", msg });
}

/** For what could not be understood. */
export function complaint(msg: string): string {
  return JSON.stringify({ msg });
}
