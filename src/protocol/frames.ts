import guards = require("#guards/protocol");

import { SYMBOLS_PER_REQUEST } from "./channels";
import type { Envelope, Integer } from "./envelope";
import { words } from "./text/words";

/**
 * What an incoming frame is. Pushes are the same in both dialects, and control frames are taken in either dialect's
 * form whatever was asked, because the exchange mixes them. Source: docs/protocol.md, "Two dialects".
 */
export type Incoming =
  | { readonly kind: "push"; readonly dt: number; readonly data: object; readonly sent: number | undefined }
  | { readonly kind: "heartbeat"; readonly accepted: boolean }
  | Acknowledgement
  /** A text for people, as `words` gives it: an error of the exchange that belongs to no request. */
  | { readonly kind: "notice"; readonly text: string }
  /** Asks whether we are there. Source: docs/protocol.md, "Two dialects". */
  | { readonly kind: "ping"; readonly value: Integer }
  | { readonly kind: "unreadable" };

/** The answer to a request. There are no request ids: what the exchange repeats of the request has to do. */
export interface Acknowledgement {
  readonly kind: "acknowledgement";
  readonly accepted: boolean;
  readonly unsubscribed: boolean;
  readonly dataType: string | undefined;
  readonly dt: number | undefined;
  readonly symbols: readonly string[] | undefined;
  /** The exchange's words, as `words` gives them; empty where it gave none. */
  readonly reason: string;
}

const HEARTBEAT = 11;
const ACCEPTED = 1;
/** Names in an answer, at most: ten times those of the largest request. What names more answers nothing that was asked. */
const MOST_NAMED = 10 * SYMBOLS_PER_REQUEST;

export function classify(frame: unknown): Incoming {
  if (typeof frame === "string") return notice(frame);
  if (!guards.envelope(frame)) return { kind: "unreadable" };
  if (Number(frame.c) === HEARTBEAT) return heartbeat(!isSent(frame.rc) || Number(frame.rc) === ACCEPTED);
  if (frame.action) return answerInWords(frame, frame.action);
  if (isSent(frame.dt) && isSent(frame.rc)) return answerInNumbers(frame);
  if (isSent(frame.dt) && typeof frame.d === "object" && frame.d !== null) {
    return { kind: "push", dt: Number(frame.dt), data: frame.d, sent: timeOf(frame.ts) };
  }
  if (isSent(frame.ping)) return { kind: "ping", value: frame.ping };
  return notice(frame.msg);
}

/** What people are told with the text; nothing where it has no words. */
export function notice(text: string | null | undefined): Incoming {
  const said = words(text ?? "");
  return said.trim() === "" ? { kind: "unreadable" } : { kind: "notice", text: said };
}

/** The answer to a ping: what it held, which may be an integer that a number can't hold. */
export function pongTo(value: Integer): string {
  return /^-?\d+$/.test(String(value)) ? `{"pong":${value}}` : JSON.stringify({ pong: value });
}

/** Accepted unless it says otherwise: an answer without a verdict is a sign of life all the same. */
function heartbeat(accepted: boolean): Incoming {
  return { kind: "heartbeat", accepted };
}

function answerInWords(frame: Envelope, action: string): Incoming {
  const verb = action.toLowerCase();
  if (verb === "heartbeat") return heartbeat(!isSent(frame.result) || succeeded(frame));
  if (verb !== "subscribe" && verb !== "unsubscribe") return notice(frame.msg || action);
  if (namesTooMany(frame.payload)) return { kind: "unreadable" };
  return {
    kind: "acknowledgement",
    accepted: succeeded(frame),
    unsubscribed: verb === "unsubscribe",
    dataType: frame.dataType ?? undefined,
    dt: undefined,
    symbols: symbolsIn(frame.payload),
    reason: reasonIn(frame),
  };
}

function answerInNumbers(frame: Envelope): Incoming {
  if (namesTooMany(frame.d)) return { kind: "unreadable" };
  return {
    kind: "acknowledgement",
    accepted: Number(frame.rc) === ACCEPTED,
    unsubscribed: false,
    dataType: undefined,
    dt: Number(frame.dt),
    symbols: symbolsIn(frame.d),
    reason: reasonIn(frame),
  };
}

/** The verdict itself is the reason where it is more than one word. */
function reasonIn({ msg, result }: Envelope): string {
  const verdict = words(result ?? "");
  return words(msg ?? "") || (/\s/.test(verdict.trim()) ? verdict : "");
}

function succeeded(frame: Envelope): boolean {
  return frame.result?.toLowerCase() === "success";
}

/** The symbols that an acknowledgement repeats, or `undefined` where it repeats none. */
function symbolsIn(payload: object | string | null | undefined): readonly string[] | undefined {
  const named = namedIn(payload);
  if (typeof named === "string") return [named];
  return Array.isArray(named) ? named.filter((name) => typeof name === "string") : undefined;
}

function namesTooMany(payload: object | string | null | undefined): boolean {
  const named = namedIn(payload);
  return Array.isArray(named) && named.length > MOST_NAMED;
}

function namedIn(payload: object | string | null | undefined): unknown {
  if (typeof payload !== "object" || payload === null) return undefined;
  const { symbol, s } = payload as { symbol?: unknown; s?: unknown };
  return symbol ?? s;
}

function timeOf(ts: Integer | null | undefined): number | undefined {
  const time = isSent(ts) && String(ts).trim() !== "" ? Number(ts) : undefined;
  return time !== undefined && Number.isSafeInteger(time) ? time : undefined;
}

function isSent<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}
