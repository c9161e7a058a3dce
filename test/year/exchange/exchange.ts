/**
 * An exchange that does what a script says, over lines in memory: the sockets at both ends are real, so is every byte, and
 * nothing takes time but what the script lets take time.
 */
import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { deadLine, line } from "./line";

/** What somebody subscribed to: `tOption BTCUSD 1798272000000`, `bsInfo BTCUSD-27DEC26-100000-C`. */
export interface Topic {
  readonly name: string;
  readonly dataType: string;
  readonly symbol: string;
  /** ms since 1970; of a chain. */
  readonly expiry: number | undefined;
}

export interface ExchangeEvents {
  subscribed(topic: Topic): void;
  /** Something that no client of ours should ever do. */
  odd(what: string): void;
}

interface Request {
  readonly action?: string;
  readonly dataType?: string;
  readonly payload?: {
    readonly symbol?: string | readonly string[];
    readonly end?: number;
    readonly period?: string;
  };
}

/** Turns of the event loop in which a socket is opened or closed. */
const TURNS = 12;

export class Exchange {
  /** Of the only connection there may be. */
  readonly topics = new Map<string, Topic>();
  /** While it lets nobody in. */
  isDown = false;
  readonly #events: ExchangeEvents;
  readonly #server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true });
  #socket: WebSocket | undefined;
  #turnsOwed = 0;

  constructor(events: ExchangeEvents) {
    this.#events = events;
    this.#server.on("upgrade", (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted)),
    );
  }

  /** A line to it, in the place of one over a network. */
  connect(): Duplex {
    this.#turnsOwed = TURNS;
    if (this.isDown) return deadLine();
    const [client, server] = line();
    this.#server.emit("connection", server);
    return client;
  }

  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  /** What was begun comes to its end, as far as it takes no time. */
  async settle(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
      this.#turnsOwed -= 1;
    } while (this.#turnsOwed > 0);
  }

  push(frame: string): void {
    this.#socket?.send(frame);
  }

  /** Hangs up with no word of goodbye. */
  cut(): void {
    this.#turnsOwed = TURNS;
    this.#socket?.terminate();
    this.#socket = undefined;
    this.topics.clear();
  }

  #accept(socket: WebSocket): void {
    if (this.#socket) this.#events.odd("a second connection");
    this.#socket = socket;
    this.topics.clear();
    socket.on("message", (data) => this.#asked(JSON.parse(data.toString()) as Request));
    socket.on("error", () => {});
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.topics.clear();
    });
  }

  #asked({ action, dataType = "", payload = {} }: Request): void {
    if (action === "heartbeat") {
      // No network is so fast that an answer comes before its question has been sent.
      setImmediate(() => this.push('{"c":11,"rc":1}'));
      this.#turnsOwed = 2;
      return;
    }
    const { symbol = "", end, period } = payload;
    for (const each of typeof symbol === "string" ? [symbol] : symbol) {
      const name = [dataType, each, end, period].filter((part) => part !== undefined).join(" ");
      this.#change(action, { name, dataType, symbol: each, expiry: end });
    }
    this.push(JSON.stringify({ action: action?.toUpperCase(), dataType, payload, result: "success" }));
  }

  #change(action: string | undefined, topic: Topic): void {
    const isKnown = this.topics.has(topic.name);
    if (action === "subscribe") {
      if (isKnown) this.#events.odd(`a second subscription of ${topic.name}`);
      this.topics.set(topic.name, topic);
      this.#events.subscribed(topic);
    } else if (action === "unSubscribe") {
      if (!isKnown) this.#events.odd(`an end of ${topic.name}, which nobody had`);
      this.topics.delete(topic.name);
    } else this.#events.odd(`the request ${action}`);
  }
}
