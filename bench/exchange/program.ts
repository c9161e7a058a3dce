/**
 * The sender, in a process of its own: an exchange that pushes what it is told to, as fast as it is told to, to whoever is
 * connected. It is told so over the process's channel.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket, WebSocketServer } from "ws";
import { acknowledgementOf } from "../../test/support/stub-exchange";
import { Candles } from "./candles";
import { type Frame, stamped } from "./frame";
import { UNDERLYING } from "./names";
import type { Order, Played, Report, Written } from "./orders";
import { CHAIN_ROWS, followedNames, makeRing } from "./rings";

/** In our dialect, or in that of bybit, which calls an action an operation. */
interface Request {
  readonly action?: string;
  readonly dataType?: string;
  readonly payload?: { readonly symbol?: unknown };
  readonly op?: string;
  readonly args?: readonly unknown[];
  readonly req_id?: string;
}

const rings = new Map<string, Frame[]>();
const sockets = { options: new Set<WebSocket>(), futures: new Set<WebSocket>() };
/** What goes on once a socket has answered a ping, or is closed. */
const drained = new WeakMap<WebSocket, () => void>();
/** Symbols asked for by the clients that are connected. */
let subscribed = 0;
const candles = new Candles();

/** What is listed, for rolling names to choose from. */
const LISTED = followedNames(4 * CHAIN_ROWS, 4).map((symbolName) => ({ symbolName }));
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/open/public/config/v1": { optionConfig: { [UNDERLYING]: {} }, futuresConfig: {} },
  [`/open/option/getInstruments/${UNDERLYING.replace("USD", "")}`]: LISTED,
};

const server = createServer(({ url = "" }, response) => {
  response.end(JSON.stringify({ code: 0, data: ANSWERS[url] ?? candles.answerTo(url) ?? null }));
});
const upgrades = new WebSocketServer({ server, perMessageDeflate: false });
upgrades.on("connection", accept);
process.on("message", (order: Order) => void obey(order));
process.on("disconnect", () => process.exit(1));
server.listen(0, "127.0.0.1", () => {
  tell({ kind: "listening", url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

function accept(socket: WebSocket, request: IncomingMessage): void {
  const group = sockets[request.url?.startsWith("/futures") ? "futures" : "options"];
  group.add(socket);
  let asked = 0;
  socket.on("message", (data) => {
    const frame: Request = JSON.parse(data.toString());
    const answer = answerTo(frame);
    if (answer) socket.send(JSON.stringify(answer));
    const candle = candles.firstOf(frame);
    if (candle) socket.send(JSON.stringify(candle));
    const symbols = symbolsIn(frame);
    asked += symbols;
    subscribed += symbols;
    tell({ kind: "clients", connected: connected(), subscribed });
  });
  socket.on("error", () => {});
  socket.on("pong", () => drained.get(socket)?.());
  socket.on("close", () => {
    drained.get(socket)?.();
    group.delete(socket);
    subscribed -= asked;
    tell({ kind: "clients", connected: connected(), subscribed });
  });
  tell({ kind: "clients", connected: connected(), subscribed });
}

function answerTo(frame: Request): object | undefined {
  if (frame.op === "subscribe") return { success: true, ret_msg: "", op: frame.op, req_id: frame.req_id };
  return acknowledgementOf(frame);
}

/** What a request adds: a list of symbols in our dialects, a list of topics in the other exchange's. */
function symbolsIn(frame: Request): number {
  if (frame.op === "subscribe") return frame.args?.length ?? 0;
  if (frame.action !== "subscribe") return 0;
  const symbol = frame.payload?.symbol;
  return Array.isArray(symbol) ? symbol.length : 1;
}

function connected(): number {
  return sockets.options.size + sockets.futures.size;
}

async function obey(order: Order): Promise<void> {
  if (order.kind === "stop") process.exit(0);
  if (order.kind === "cut") cut(order.missed);
  if (order.kind === "prepare") {
    const frames = framesOf(order);
    const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0) / frames.length;
    tell({ kind: "prepared", bytes });
  }
  if (order.kind === "play") tell({ kind: "played", ...(await play(order)) });
}

function cut(missed: number): void {
  candles.goOn(missed);
  for (const socket of [...sockets.options, ...sockets.futures]) socket.terminate();
}

function framesOf({ ring, manner }: Written): Frame[] {
  const key = JSON.stringify([ring, manner]);
  const frames = rings.get(key) ?? makeRing(ring, manner);
  rings.set(key, frames);
  return frames;
}

/** Sends so many frames, and resolves once the receivers have read them all. */
async function play(order: Order & { kind: "play" }): Promise<Played> {
  const { count, rate, burst, patient } = order;
  const frames = framesOf(order);
  const sentAt: number[] = [];
  const began = monotonic();
  while (sentAt.length < count) {
    await until(began + (sentAt.length / rate) * 1000);
    for (let left = Math.min(burst, count - sentAt.length); left > 0; left -= 1) {
      sentAt.push(send(frames[sentAt.length % frames.length] as Frame));
    }
    if (patient) await allDrained();
  }
  await allDrained();
  return { took: monotonic() - began, sentAt };
}

/** Returns when: ms on the machine's monotonic clock. */
function send(frame: Frame): number {
  const bytes = stamped(frame, Date.now());
  const now = monotonic();
  for (const socket of sockets[frame.endpoint]) socket.send(bytes, { binary: false });
  return now;
}

async function until(moment: number): Promise<void> {
  for (let left = moment - monotonic(); left > 0; left = moment - monotonic()) await wait(Math.ceil(left));
}

async function allDrained(): Promise<void> {
  await Promise.all([...sockets.options, ...sockets.futures].map(drain));
}

/** A ping is answered after all that was sent before it. */
function drain(socket: WebSocket): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    drained.set(socket, resolve);
    socket.ping();
  });
}

/** ms on the clock that all processes of a machine share. */
function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}
