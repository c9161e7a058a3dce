/** One client's WebSocket: what it may ask, what it is answered, and when it has been silent for too long. */

import type { WebSocket } from "ws";
import type { Endpoint } from "../../protocol/channels";
import type { Shapes } from "../frames/shapes";
import type { Outages } from "./outages";
import { RateLimit } from "./rate-limit";
import { acknowledgement, complaint, HEARTBEAT_REPLY, refusal, TOO_MANY_REQUESTS } from "./replies";
import { type ChannelRequest, parseRequest, type Request, type SilentRequest } from "./requests";
import type { Source, Subscriptions } from "./source";
import type { EndpointStatistics } from "./statistics";
import { Refusal } from "./topics";

/** ms without a frame in either direction after which the exchange hangs up: heartbeats and their replies keep any connection. */
const IDLE_LIMIT = 30_000;
/** A second, counting subscriptions, heartbeats and invalid frames: live clients send bursts to the options' endpoint. */
const REQUESTS: Readonly<Record<Endpoint, number>> = { options: 1_000, futures: 100 };
/** Bytes that wait for a slow client before it misses snapshots, and before it is given up. */
const SLOW = 1 << 20;
const STUCK = 64 << 20;

export interface ConnectionContext {
  readonly source: Source;
  readonly statistics: EndpointStatistics;
  readonly outages: Outages;
  /** The exchange's clock, ms since 1970. */
  readonly now: () => number;
  /** The source's, which may be another: what is pushed is of its time. */
  readonly sourceNow: () => number;
}

export class Connection {
  readonly endpoint: Endpoint;
  readonly #socket: WebSocket;
  readonly #context: ConnectionContext;
  readonly #subscriptions: Subscriptions;
  readonly #requests: RateLimit;
  #lastFrame: number;

  constructor(socket: WebSocket, endpoint: Endpoint, shapes: Shapes, context: ConnectionContext) {
    this.endpoint = endpoint;
    this.#socket = socket;
    this.#context = context;
    this.#subscriptions = context.source.open(endpoint, shapes);
    this.#requests = new RateLimit(REQUESTS[endpoint], 1_000);
    this.#lastFrame = context.now();
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

  /** Sends what is due, and hangs up on a client that has been silent for too long. The source must be at its present. */
  tick(): void {
    if (!this.#context.outages.isMaintenance) this.#push();
    if (this.#context.now() - this.#lastFrame >= IDLE_LIMIT) this.#socket.close();
  }

  /** With a close code, or by cutting the line. */
  drop(code?: number): void {
    if (code === undefined) this.#socket.terminate();
    else this.#socket.close(code);
  }

  #receive(text: string): void {
    const { statistics, now } = this.#context;
    this.#lastFrame = now();
    if (!this.#requests.grant(this.#lastFrame)) {
      statistics.throttled++;
      this.#send(TOO_MANY_REQUESTS);
      return;
    }
    const request = parseRequest(this.endpoint, text);
    statistics[request.kind]++;
    this.#carryOut(request);
  }

  #carryOut(request: Request): void {
    if (request.kind === "heartbeat") this.#send(HEARTBEAT_REPLY);
    else if (request.kind === "invalid") this.#send(complaint(request.reason));
    else if (request.channel === "unknown") this.#send(refusal(request));
    else this.#change(request);
  }

  #change(request: ChannelRequest | SilentRequest): void {
    const { source, sourceNow, outages } = this.#context;
    const outage = outages.refusalOf(request);
    if (outage !== undefined) {
      this.#send(refusal(request, outage));
      return;
    }
    source.advance(sourceNow());
    try {
      if ("address" in request) this.#follow(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#send(refusal(request, error.message));
      return;
    }
    this.#send(acknowledgement(request));
    if (request.kind === "subscribe") this.#push();
  }

  #follow({ kind, channel, address }: ChannelRequest): void {
    this.#subscriptions[kind](channel, address, this.#context.sourceNow());
  }

  #push(): void {
    const socket = this.#socket;
    this.#subscriptions.push(this.#context.sourceNow(), {
      get isSlow() {
        return socket.bufferedAmount > SLOW;
      },
      send: (text) => this.#send(text),
    });
  }

  #send(text: string): void {
    if (!this.isOpen) return;
    this.#lastFrame = this.#context.now();
    if (this.#socket.bufferedAmount > STUCK) this.#socket.terminate();
    else this.#socket.send(text);
  }
}
