/** The exchange on a port: WebSockets of both endpoints and REST, whatever there is to show behind them. */

import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { stringify } from "lossless-json";
import { type WebSocket, WebSocketServer } from "ws";
import type { Endpoint } from "../../protocol/channels";
import { FEBRUARY_2023 } from "../frames/february2023";
import type { Figures } from "../frames/figures";
import { PRESENT } from "../frames/present";
import type { Shapes } from "../frames/shapes";
import { type Answer, failure } from "../rest/answers";
import { type Calls, Rest } from "../rest/rest";
import { type Admission, admit, type Credentials } from "./admission";
import { Connection } from "./connection";
import { isForeign } from "./origin";
import { Outages } from "./outages";
import type { Source } from "./source";
import { noStatistics, type Statistics } from "./statistics";

export interface ExchangeOptions extends Credentials {
  /** 0, the default, is any free one. */
  readonly port?: number;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** The exchange's clock, ms since 1970. `Date.now` by default. */
  readonly now?: () => number;
  /** How figures are written for connections of the `signed` dialect; `today` by default, which is as live clients see them. */
  readonly figures?: Figures;
}

/** Answers what is none of the exchange's own calls. */
export type Handler = (request: IncomingMessage) => Promise<Answer>;

/** A request of a client fits into this many bytes with room to spare: 100 names of options have 3 kB. */
const LARGEST_REQUEST = 64 << 10;

export class Exchange {
  readonly statistics: Statistics;
  readonly #counts = noStatistics();
  readonly #credentials: Credentials;
  readonly #now: () => number;
  readonly #sourceNow: () => number;
  readonly #present: Shapes;
  readonly #source: Source;
  readonly #rest: Rest;
  readonly #handlers = new Map<string, Handler>();
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST });
  readonly #connections = new Set<Connection>();
  /** What is not to be had for a while. */
  readonly outages: Outages;
  #ticking: NodeJS.Timeout | undefined;
  #url = "";

  constructor(options: ExchangeOptions, source: Source, calls: Calls) {
    this.statistics = this.#counts;
    this.#credentials = options;
    this.#now = options.now ?? Date.now;
    this.#sourceNow = source.now ?? this.#now;
    this.#present = PRESENT[options.figures ?? "today"];
    this.#source = source;
    this.outages = new Outages(this.#now);
    this.#rest = new Rest(calls, {
      credentials: options,
      outages: this.outages,
      now: this.#now,
      sourceNow: this.#sourceNow,
    });
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** @throws when the port cannot be had */
  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        this.#server.on("error", () => undefined);
        this.#url = urlOf(this.#server.address() as AddressInfo);
        resolve();
      });
    });
  }

  /** Hands HTTP requests whose path begins with `prefix` to somebody else. */
  handle(prefix: string, handler: Handler): void {
    this.#handlers.set(prefix, handler);
  }

  /** `ws://127.0.0.1:PORT`: clients add `/options` or `/futures`; REST answers at the same place under `http:`. */
  get url(): string {
    return this.#url;
  }

  /** WebSockets that are open now. */
  connections(endpoint?: Endpoint): number {
    return this.#of(endpoint).length;
  }

  /** What is subscribed now, over all connections: `orderBook BTCUSD`, `kline BTCUSD m1`, `optionChain BTCUSD-25DEC26`, `balance`. */
  subscriptions(endpoint: Endpoint): readonly string[] {
    return this.#of(endpoint).flatMap(({ subscriptions }) => subscriptions);
  }

  /** Closes every connection: with a close code (1000 or 3000 to 4999 …), or by cutting the line. */
  drop(code?: number): void {
    for (const connection of this.#connections) connection.drop(code);
  }

  /** Ends everything at once. */
  close(): Promise<void> {
    clearInterval(this.#ticking);
    this.drop();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #of(endpoint?: Endpoint): Connection[] {
    return [...this.#connections].filter(
      (connection) => connection.isOpen && (endpoint === undefined || connection.endpoint === endpoint),
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await this.#answerTo(request);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(stringify(body));
  }

  async #answerTo(request: IncomingMessage): Promise<Answer> {
    const { method = "", url = "", headers, socket } = request;
    const [, handler] = [...this.#handlers].find(([prefix]) => url.startsWith(prefix)) ?? [];
    try {
      if (handler) return await handler(request);
      return await this.#rest.answer({ method, url, headers, address: socket.remoteAddress ?? "" });
    } catch {
      // The client hung up in the middle of its request, or a mistake of ours: the exchange goes on in either case.
      return failure(500, "the request could not be answered");
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.outages.isUnreachable) {
      socket.destroy();
      return;
    }
    const admission: Admission = isForeign(request)
      ? { status: 403 }
      : admit(request.url ?? "", this.#credentials, this.#sourceNow());
    if ("status" in admission) refuse(socket, admission.status);
    else
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket, admission));
  }

  #accept(socket: WebSocket, { endpoint, dialect }: Exclude<Admission, { status: number }>): void {
    const shapes = dialect === "signed" ? this.#present : FEBRUARY_2023;
    const connection = new Connection(socket, endpoint, shapes, {
      source: this.#source,
      statistics: this.#counts[endpoint],
      outages: this.outages,
      now: this.#now,
      sourceNow: this.#sourceNow,
    });
    this.#counts[endpoint].connections++;
    this.#connections.add(connection);
    socket.once("close", () => this.#forget(connection));
    this.#ticking ??= setInterval(() => this.#tick(), this.#source.interval);
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    if (this.#connections.size > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.#source.left();
  }

  #tick(): void {
    this.#source.advance(this.#sourceNow());
    for (const connection of this.#connections) connection.tick();
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `ws://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function refuse(socket: Duplex, status: number): void {
  // The client may be gone already.
  socket.on("error", () => undefined);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
