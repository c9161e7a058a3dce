/**
 * An exchange that does what a test says and nothing by itself, but for acknowledging (docs/protocol.md, "Two
 * dialects"). It is on loopback, over real sockets, and knows no market: for that there is the simulator.
 */
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Endpoint } from "../../src/protocol/channels";

/** What is sent back for a request; `undefined` for silence. */
export type Answer = (frame: unknown) => object | string | undefined;

export interface StubExchange {
  /** `ws://127.0.0.1:port` */
  readonly url: string;
  /** Every request for an upgrade, refused ones too: its URL as it stood on the wire, and when, ms since 1970. */
  readonly upgrades: readonly { readonly path: string; readonly at: number }[];
  /** Every frame received, oldest first. */
  readonly frames: readonly { readonly endpoint: Endpoint; readonly text: string }[];
  /** How requests are answered: `all` acknowledges each and answers heartbeats, `none` keeps silent. */
  acknowledge: "all" | "none" | Answer;
  /** Words with which a new socket of an endpoint pushes the one out that was open; `undefined` lets both be. */
  onlyOne: string | undefined;
  /** With a clock it tells its time over HTTP, and refuses signatures that are 5 s off with 401. */
  clock: (() => number) | undefined;
  /** The options that it lists over HTTP, by name; `undefined` for no answer. */
  listed: readonly string[] | undefined;
  /**
   * What else it answers over HTTP, by path: the `data` of an answer, or the number of a status that has none; nothing is
   * answered where that is `undefined`.
   */
  rest: ((path: string) => unknown) | undefined;
  /** How often it was asked for its time. */
  readonly timesAsked: number;
  /** Sockets open now. */
  open(endpoint?: Endpoint): number;
  /** Sockets accepted since the start. */
  accepted(endpoint?: Endpoint): number;
  /** Sends to all open sockets of an endpoint: a text as it is, bytes as a binary frame, anything else as JSON. */
  push(endpoint: Endpoint, frame: string | Uint8Array | object): void;
  /** Sends bytes as if they were a text. */
  pushAsText(endpoint: Endpoint, bytes: Uint8Array): void;
  /** Answers upgrades with an HTTP status from now on; `undefined` accepts them again. */
  refuseWith(status: number | undefined, headers?: OutgoingHttpHeaders, body?: string): void;
  /** Closes all sockets with a code, and words; without a code it hangs up with no word of goodbye. */
  drop(code?: number, words?: string): void;
  /** Says goodbye on all sockets with a code, and does not hang up: whatever comes back is not read. */
  sayGoodbye(code: number): void;
  /** Reads nothing any more, on all sockets, and does not hang up. */
  stopReading(): void;
  /** The first frame that fits among those after the frame that it gave last. */
  nextFrame(fits?: (text: string) => boolean): Promise<string>;
  /** Waits for a connection that it has not told of yet. */
  nextConnection(): Promise<void>;
  /** Waits until exactly so many sockets are open. */
  openBecomes(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startStubExchange(): Promise<StubExchange> {
  const stub = new Stub();
  await stub.listen();
  return stub;
}

interface Refusal {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

class Stub implements StubExchange {
  readonly upgrades: { path: string; at: number }[] = [];
  readonly frames: { endpoint: Endpoint; text: string }[] = [];
  acknowledge: "all" | "none" | Answer = "all";
  onlyOne: string | undefined;
  clock: (() => number) | undefined;
  listed: readonly string[] | undefined;
  rest: ((path: string) => unknown) | undefined;
  timesAsked = 0;
  readonly #server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #endpoints = new Map<WebSocket, Endpoint>();
  readonly #accepted: Endpoint[] = [];
  #refusal: Refusal | undefined;
  #framesGiven = 0;
  #connectionsGiven = 0;
  /** Each looks again whenever something came. */
  readonly #waiting = new Set<() => void>();

  async listen(): Promise<void> {
    this.#server.on("request", (request, response) => {
      const path = request.url ?? "";
      const data = path === "/time" ? this.#time() : (listAt(path, this.listed) ?? this.rest?.(path));
      if (typeof data === "number") response.writeHead(data).end();
      else if (data !== undefined) response.end(JSON.stringify({ code: 0, data }));
    });
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  open(endpoint?: Endpoint): number {
    return this.#openSockets(endpoint).length;
  }

  accepted(endpoint?: Endpoint): number {
    return this.#accepted.filter((accepted) => endpoint === undefined || accepted === endpoint).length;
  }

  push(endpoint: Endpoint, frame: string | Uint8Array | object): void {
    for (const socket of this.#openSockets(endpoint)) send(socket, frame);
  }

  pushAsText(endpoint: Endpoint, bytes: Uint8Array): void {
    for (const socket of this.#openSockets(endpoint)) socket.send(bytes, { binary: false });
  }

  refuseWith(status: number | undefined, headers: OutgoingHttpHeaders = {}, body = ""): void {
    this.#refusal = status === undefined ? undefined : { status, headers, body };
  }

  drop(code?: number, words?: string): void {
    for (const socket of this.#openSockets()) {
      if (code === undefined) socket.terminate();
      else socket.close(code, words);
    }
  }

  stopReading(): void {
    for (const socket of this.#openSockets()) socket.pause();
  }

  sayGoodbye(code: number): void {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    for (const socket of this.#openSockets()) {
      const { _socket: line } = socket as unknown as { _socket: Duplex };
      line.removeAllListeners("data");
      line.pause();
      line.write(Buffer.concat([Buffer.from([0x88, payload.length]), payload]));
    }
  }

  nextFrame(fits: (text: string) => boolean = () => true): Promise<string> {
    return this.#when(() => {
      const index = this.frames.findIndex(({ text }, at) => at >= this.#framesGiven && fits(text));
      const frame = this.frames[index];
      if (frame) this.#framesGiven = index + 1;
      return frame?.text;
    });
  }

  async nextConnection(): Promise<void> {
    await this.#when(() => {
      if (this.#accepted.length <= this.#connectionsGiven) return undefined;
      this.#connectionsGiven += 1;
      return true;
    });
  }

  async openBecomes(count: number): Promise<void> {
    await this.#when(() => (this.open() === count ? true : undefined));
  }

  async close(): Promise<void> {
    for (const socket of this.#endpoints.keys()) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #openSockets(endpoint?: Endpoint): WebSocket[] {
    return Array.from(this.#endpoints)
      .filter(([, of]) => endpoint === undefined || of === endpoint)
      .map(([socket]) => socket);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = request.url ?? "";
    this.upgrades.push({ path, at: Date.now() });
    const refusal = this.#refusal ?? this.#isStale(path);
    if (refusal) {
      refuse(socket, refusal);
      this.#look();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted, path));
  }

  #time(): object | undefined {
    if (!this.clock) return undefined;
    this.timesAsked += 1;
    return { serverTime: this.clock() };
  }

  #isStale(path: string): Refusal | undefined {
    const ts = Number(new URLSearchParams(path).get("ts"));
    const isStale = this.clock && Math.abs(this.clock() - ts) > 5_000;
    return isStale ? { status: 401, headers: {}, body: "" } : undefined;
  }

  #accept(socket: WebSocket, path: string): void {
    const endpoint = path.startsWith("/futures") ? "futures" : "options";
    if (this.onlyOne !== undefined)
      for (const other of this.#openSockets(endpoint)) other.close(1008, this.onlyOne);
    this.#endpoints.set(socket, endpoint);
    this.#accepted.push(endpoint);
    socket.on("message", (data) => this.#received(socket, endpoint, data.toString()));
    socket.on("close", () => {
      this.#endpoints.delete(socket);
      this.#look();
    });
    socket.on("error", () => {});
    this.#look();
  }

  #received(socket: WebSocket, endpoint: Endpoint, text: string): void {
    this.frames.push({ endpoint, text });
    const answer = this.#answerTo(JSON.parse(text));
    if (answer !== undefined) send(socket, answer);
    this.#look();
  }

  #answerTo(frame: unknown): object | string | undefined {
    if (this.acknowledge === "none") return undefined;
    return this.acknowledge === "all" ? acknowledgementOf(frame) : this.acknowledge(frame);
  }

  #when<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look();
        if (found === undefined) return;
        this.#waiting.delete(again);
        resolve(found);
      };
      this.#waiting.add(again);
      again();
    });
  }

  #look(): void {
    for (const again of this.#waiting) again();
  }
}

/** The exchange's answer to a request that it follows. Source: docs/protocol.md, "Two dialects". */
export function acknowledgementOf(frame: unknown): object | undefined {
  const { c, dt, action, dataType, payload } = frame as Record<string, unknown>;
  if (c === 11 || action === "heartbeat") return { c: 11, rc: 1 };
  if (c === 20) return { c, dt, rc: 1 };
  if (typeof action !== "string") return undefined;
  return { action: action.toUpperCase(), dataType, payload, result: "success" };
}

/** Source: docs/protocol.md, "REST (public, no signature)". */
function listAt(path: string, listed: readonly string[] | undefined): unknown {
  if (listed === undefined) return undefined;
  if (path === "/open/public/config/v1") {
    const underlyings = new Set(listed.map((name) => name.split("-")[0]));
    return { optionConfig: Object.fromEntries([...underlyings].map((symbol) => [symbol, { symbol }])) };
  }
  const [, coin] = /^\/open\/option\/getInstruments\/(\w+)$/.exec(path) ?? [];
  if (coin === undefined) return undefined;
  return listed.filter((name) => name.startsWith(`${coin}USD-`)).map((symbolName) => ({ symbolName }));
}

function send(socket: WebSocket, frame: string | Uint8Array | object): void {
  socket.send(typeof frame === "string" || frame instanceof Uint8Array ? frame : JSON.stringify(frame));
}

function refuse(socket: Duplex, { status, headers, body }: Refusal): void {
  // The client may be gone already.
  socket.on("error", () => {});
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${lines.join("")}\r\n${body}`,
  );
}
