/** One client's WebSocket: what it may ask, what it is answered, and when it has been silent for too long. */

import type { WebSocket } from "ws";
import { type Endpoint, REQUESTS_PER_SECOND } from "../../protocol/channels";
import type { Shapes } from "../frames/shapes";
import { RateLimit } from "./rate-limit";
import { acknowledgement, complaint, HEARTBEAT_REPLY, refusal, TOO_MANY_REQUESTS } from "./replies";
import { type ChannelRequest, parseRequest, type Request } from "./requests";
import type { Source, Subscriptions } from "./source";
import type { EndpointStatistics } from "./statistics";
import { Refusal } from "./topics";

/** ms without a subscription, or without a frame in either direction, after which the exchange hangs up. */
const IDLE_LIMIT = 30_000;
/** Bytes that wait for a slow client before it misses snapshots, and before it is given up. */
const SLOW = 1 << 20;
const STUCK = 64 << 20;

export interface ConnectionContext {
  readonly source: Source;
  readonly statistics: EndpointStatistics;
  /** ms since 1970. */
  readonly now: () => number;
}

export class Connection {
  readonly endpoint: Endpoint;
  readonly #socket: WebSocket;
  readonly #context: ConnectionContext;
  readonly #subscriptions: Subscriptions;
  readonly #requests = new RateLimit(REQUESTS_PER_SECOND, 1_000);
  #lastFrame: number;
  #lastSubscribed: number;

  constructor(socket: WebSocket, endpoint: Endpoint, shapes: Shapes, context: ConnectionContext) {
    this.endpoint = endpoint;
    this.#socket = socket;
    this.#context = context;
    this.#subscriptions = context.source.open(endpoint, shapes);
    this.#lastFrame = context.now();
    this.#lastSubscribed = this.#lastFrame;
    socket.on("message", (data, isBinary) => this.#receive(isBinary ? "" : String(data)));
    // A broken socket is closed by the library; the error has no other use, but must have a listener.
    socket.on("error", () => undefined);
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  get subscriptions(): readonly string[] {
    return this.#subscriptions.keys;
  }

  /** Sends what is due, and hangs up on a client that has been silent for too long. The source must be at `now`. */
  tick(now: number): void {
    this.#push(now);
    if (this.subscriptions.length > 0) this.#lastSubscribed = now;
    if (now - Math.min(this.#lastFrame, this.#lastSubscribed) >= IDLE_LIMIT) this.#socket.close();
  }

  /** With a close code, or by cutting the line. */
  drop(code?: number): void {
    if (code === undefined) this.#socket.terminate();
    else this.#socket.close(code);
  }

  #receive(text: string): void {
    const now = this.#context.now();
    this.#lastFrame = now;
    if (!this.#requests.grant(now)) {
      this.#context.statistics.throttled++;
      this.#send(TOO_MANY_REQUESTS, now);
      return;
    }
    const request = parseRequest(this.endpoint, text);
    this.#context.statistics[request.kind]++;
    this.#carryOut(request, now);
  }

  #carryOut(request: Request, now: number): void {
    if (request.kind === "heartbeat") this.#send(HEARTBEAT_REPLY, now);
    else if (request.kind === "invalid") this.#send(complaint(request.reason), now);
    else this.#change(request, now);
  }

  #change(request: ChannelRequest, now: number): void {
    this.#context.source.advance(now);
    try {
      this.#subscriptions[request.kind](request.channel, request.address, now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#send(refusal(request, error.message), now);
      return;
    }
    this.#send(acknowledgement(request), now);
    if (request.kind === "unsubscribe") return;
    this.#lastSubscribed = now;
    this.#push(now);
  }

  #push(now: number): void {
    const socket = this.#socket;
    this.#subscriptions.push(now, {
      get isSlow() {
        return socket.bufferedAmount > SLOW;
      },
      send: (text) => this.#send(text, now),
    });
  }

  #send(text: string, now: number): void {
    if (!this.isOpen) return;
    this.#lastFrame = now;
    if (this.#socket.bufferedAmount > STUCK) this.#socket.terminate();
    else this.#socket.send(text);
  }
}
