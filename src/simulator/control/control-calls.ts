/**
 * The same orders over HTTP, for tests in any language: `POST /control/setPrice` with `{"symbol": "BTCUSD", "price": 95000}`.
 *
 * Only this machine may give them, whatever address the exchange listens on. A page in a browser may not: neither one of another site,
 * nor one whose name was made to point here.
 */

import type { IncomingMessage } from "node:http";
import { isForeign, isForLoopback, isLoopbackAddress } from "../exchange/origin";
import type { Books } from "../market/liquidity";
import { type Answer, failure, success } from "../rest/answers";
import { ControlError } from "./checks";
import type { Control } from "./control";
import type { TradeOrder } from "./orders";

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
  setBooks: (control, { symbol, ...books }) => control.setBooks(symbol as string, books as Books),
  setTime: (control, { time }) => control.setTime(momentOf(time)),
  trade: (control, { symbol, ...order }) => control.trade(symbol as string, order as unknown as TradeOrder),
  setMarginUse: (control, { share }) => control.setMarginUse(share as number),
  cut: (control, fields) => control.cut(fields),
  silence: (control, { symbol, ms }) => control.silence(symbol as string, ms as number),
  refuse: (control, { symbol, words, ms }) => control.refuse(symbol as string, words as string, ms as number),
  maintenance: (control, { ms }) => control.maintenance(ms as number),
};

export async function answerControl(control: Control, request: IncomingMessage): Promise<Answer> {
  const { method, url = "", headers, socket } = request;
  if (!isLoopbackAddress(socket.remoteAddress) || !isForLoopback(request) || isForeign(request)) {
    return failure(403, "only programs on this machine may control the market");
  }
  const [name = ""] = url.slice(CONTROL_PREFIX.length).split("?");
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

/** What is longer than any order is read and forgotten, and is no JSON then. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    if (text.length <= LARGEST_ORDER) text += part;
  }
  return text.length <= LARGEST_ORDER ? text : "too long";
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text === "" ? "{}" : text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
