/**
 * The same orders over HTTP, for tests in any language: `POST /control/setPrice` with `{"symbol": "BTCUSD", "price": 95000}`.
 *
 * Only this machine may give them, whatever address the exchange listens on. A page in a browser may not: it could only send JSON
 * after asking first, and is not answered.
 */

import type { IncomingMessage } from "node:http";
import { type Answer, failure, success } from "../rest/rest";
import { ControlError } from "./checks";
import type { Control, TradeOrder } from "./control";

export const CONTROL_PREFIX = "/control/";
const LARGEST_ORDER = 10_000;

type Json = Readonly<Record<string, unknown>>;

/** What each call does with its fields. `Control` checks their values. */
const CALLS: Readonly<Record<string, (control: Control, fields: Json) => void>> = {
  setPrice: (control, { symbol, price }) => control.setPrice(symbol as string, price as number),
  setVolatility: (control, { symbol, level }) => control.setVolatility(symbol as string, level as number),
  setTermStructure: (control, { symbol, near, far }) =>
    control.setTermStructure(symbol as string, { near: near as number, far: far as number }),
  setSkew: (control, { symbol, riskReversal }) => control.setSkew(symbol as string, riskReversal as number),
  setTime: (control, { time }) => control.setTime(momentOf(time)),
  trade: (control, { symbol, ...order }) => control.trade(symbol as string, order as unknown as TradeOrder),
  setMarginUse: (control, { share }) => control.setMarginUse(share as number),
  cut: (control, fields) => control.cut(fields),
  silence: (control, { symbol, ms }) => control.silence(symbol as string, ms as number),
};

export async function answerControl(control: Control, request: IncomingMessage): Promise<Answer> {
  const { method, url = "", headers, socket } = request;
  if (!isLoopback(socket.remoteAddress ?? ""))
    return failure(403, "only this machine may control the market");
  const name = url.slice(CONTROL_PREFIX.length);
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (!call) return failure(404, `no such call; there are ${Object.keys(CALLS).join(", ")}`);
  if (method !== "POST") return failure(405, "method not allowed");
  if (!/^application\/json\b/.test(headers["content-type"] ?? "")) {
    return failure(415, "the content type must be application/json");
  }
  const fields = parseObject(await textOf(request));
  if (!fields) return failure(400, "the body must be a JSON object");
  try {
    call(control, fields);
    return success(null);
  } catch (error) {
    if (error instanceof ControlError) return failure(400, error.message);
    throw error;
  }
}

/** ms since 1970, also of a text such as `2026-11-27T07:59:00Z`. */
function momentOf(time: unknown): number {
  return typeof time === "string" ? Date.parse(time) : (time as number);
}

function isLoopback(address: string): boolean {
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
}

/** What is longer than any order is cut off, and is no JSON then. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += part;
    if (text.length > LARGEST_ORDER) break;
  }
  return text;
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text === "" ? "{}" : text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
