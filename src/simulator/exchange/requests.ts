/**
 * What a client asks for, read from a frame of either dialect.
 *
 * Source: docs/protocol.md, "Two dialects".
 */

import type { Channel, Endpoint } from "../../protocol/channels";
import { type Address, Refusal, requestedChannel } from "./topics";

export type Request =
  | { readonly kind: "heartbeat" }
  | ChannelRequest
  /** Not a request at all, with the reason in words for the client. */
  | { readonly kind: "invalid"; readonly reason: string };

export interface ChannelRequest {
  readonly kind: "subscribe" | "unsubscribe";
  /** How the answer is to be worded: as the question was. */
  readonly dialect: "apikey" | "signed";
  readonly channel: Channel;
  readonly address: Address;
  /** What the answer repeats. */
  readonly echo: Readonly<Record<string, unknown>>;
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
  if (action !== "subscribe" && action !== "unSubscribe") throw new Refusal("unknown action");
  const channel = requestedChannel(endpoint, { dataType });
  if (!channel) throw new Refusal("unknown dataType");
  const payload = objectOf(frame.payload);
  return {
    kind: action === "subscribe" ? "subscribe" : "unsubscribe",
    dialect: "signed",
    channel,
    address: {
      symbols: listOf(payload.symbol),
      period: textOf(payload.pe ?? payload.period),
      expiry: timeOf(payload.end),
      chainByOption: false,
    },
    echo: { dataType, payload: frame.payload },
  };
}

function parseApikey(endpoint: Endpoint, frame: Json): Request {
  const { c, dt } = frame;
  if (c === HEARTBEAT_CODE) return { kind: "heartbeat" };
  if (c !== SUBSCRIBE_CODE) throw new Refusal("unknown code");
  const channel = requestedChannel(endpoint, { dt });
  if (!channel) throw new Refusal("unknown dt");
  const payload = objectOf(frame.d);
  // The page of 2023 shows a list of symbols for spot prices only.
  if (Array.isArray(payload.s) && channel.name !== "spot") throw new Refusal("s must be one symbol");
  return {
    kind: "subscribe",
    dialect: "apikey",
    channel,
    address: {
      symbols: listOf(payload.s),
      period: textOf(payload.pe),
      expiry: timeOf(payload.end),
      chainByOption: true,
    },
    echo: { dt },
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
