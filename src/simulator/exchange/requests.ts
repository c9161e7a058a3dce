/**
 * What a client asks for, read from a frame of either dialect.
 *
 * Source: docs/protocol.md, "Two dialects".
 */

import type { Endpoint } from "../../protocol/channels";
import { type PlayedChannel, requestedChannel } from "./channels";
import { type Address, Refusal } from "./topics";

export type Request =
  | { readonly kind: "heartbeat" }
  | ChannelRequest
  | SilentRequest
  | UnknownRequest
  /** Not a request at all, with the reason in words for the client. */
  | { readonly kind: "invalid"; readonly reason: string };

/** What the answer to a request is made of. */
export interface Question {
  readonly kind: "subscribe" | "unsubscribe";
  /** How the answer is to be worded: as the question was. */
  readonly dialect: "apikey" | "signed";
  /** What the answer repeats. */
  readonly echo: Readonly<Record<string, unknown>>;
}

export interface ChannelRequest extends Question {
  readonly channel: PlayedChannel;
  readonly address: Address;
}

/** For a channel that brings nothing. */
export interface SilentRequest extends Question {
  readonly channel: "silent";
}

/** For a channel that there is not. */
interface UnknownRequest extends Question {
  readonly channel: "unknown";
}

const HEARTBEAT_CODE = 11;
const SUBSCRIBE_CODE = 20;

type Json = Readonly<Record<string, unknown>>;

export function parseRequest(endpoint: Endpoint, text: string): Request {
  const frame = parseObject(text);
  if (!frame) return { kind: "invalid", reason: "the frame is not a JSON object" };
  try {
    return "action" in frame ? parseSigned(endpoint, frame) : parseApikey(endpoint, frame);
  } catch (error) {
    if (error instanceof Refusal) return { kind: "invalid", reason: error.message };
    throw error;
  }
}

function parseSigned(endpoint: Endpoint, frame: Json): Request {
  const { action, dataType } = frame;
  if (action === "heartbeat") return { kind: "heartbeat" };
  const kind = kindOf(action);
  if (!kind) throw new Refusal("unknown action");
  if (typeof dataType !== "string") throw new Refusal("dataType is missing");
  const channel = requestedChannel(endpoint, { dataType });
  if (!channel) return { kind, dialect: "signed", channel: "unknown", echo: { dataType } };
  const question = { kind, dialect: "signed", echo: { dataType, payload: frame.payload } } as const;
  if (channel === "silent") return { ...question, channel };
  const payload = objectOf(frame.payload);
  return {
    ...question,
    channel,
    address: {
      symbols: listOf(payload.symbol),
      period: textOf(payload.pe ?? payload.period),
      expiry: timeOf(payload.end),
      chainByOption: false,
    },
  };
}

/** The documentation writes `unSubscribe`, and clients write it as they like. */
function kindOf(action: unknown): Question["kind"] | undefined {
  if (action === "subscribe") return "subscribe";
  return typeof action === "string" && action.toLowerCase() === "unsubscribe" ? "unsubscribe" : undefined;
}

function parseApikey(endpoint: Endpoint, frame: Json): Request {
  const { c, dt } = frame;
  if (c === HEARTBEAT_CODE) return { kind: "heartbeat" };
  if (c !== SUBSCRIBE_CODE) throw new Refusal("unknown code");
  const channel = requestedChannel(endpoint, { dt });
  if (!channel) throw new Refusal("unknown dt");
  const question = { kind: "subscribe", dialect: "apikey", echo: { dt } } as const;
  if (channel === "silent") return { ...question, channel };
  const payload = objectOf(frame.d);
  // The page of 2023 shows a list of symbols for spot prices only.
  if (Array.isArray(payload.s) && channel.name !== "spot") throw new Refusal("s must be one symbol");
  return {
    ...question,
    channel,
    address: {
      symbols: listOf(payload.s),
      period: textOf(payload.pe),
      expiry: timeOf(payload.end),
      chainByOption: true,
    },
  };
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** @throws {Refusal} for anything but a text or a list of texts */
function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (!list.every((item) => typeof item === "string"))
    throw new Refusal("symbol must be a text or a list of texts");
  return list;
}

/** ms since 1970, as a number or as its digits. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}
