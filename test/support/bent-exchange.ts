/**
 * A place in front of an exchange where its answers about the past are bent as a test wants them: candles and trades over
 * HTTP. All other calls and the sockets go through as they are, so that the market that was bent can be compared with the
 * one that was.
 */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

/** What is answered to a call; a text is sent as it is, anything else as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What becomes of an answer. A promise that is never kept is an answer that never comes. */
export type Bend = (answer: Answer, call: URL) => Answer | Promise<Answer>;

/** Calls for candles and trades. Source: docs/protocol.md, "REST (public, no signature)". */
const OF_THE_PAST = /\/(kline\/history|lasttrade)\//;

export const asItIs: Bend = (answer) => answer;

export class BentExchange {
  /** What becomes of answers about the past from now on. */
  bend: Bend = asItIs;
  /** Calls for the past so far: path with parameters, and when, ms since 1970. */
  readonly asked: { readonly path: string; readonly at: number }[] = [];
  readonly #port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  #opened = 0;
  /** ms since 1970. */
  #cutUntil = 0;

  private constructor(exchange: string) {
    this.#port = Number(new URL(exchange).port);
    this.#server = createServer((asked, response) => void this.#answer(asked, response));
    this.#server.on("upgrade", (asked: IncomingMessage, socket: Duplex) => this.#tunnel(asked, socket));
  }

  /** @param exchange `ws://127.0.0.1:PORT` of what stands behind */
  static async before(exchange: string, bend: Bend = asItIs): Promise<BentExchange> {
    const bent = new BentExchange(exchange);
    bent.bend = bend;
    await new Promise<void>((resolve) => bent.#server.listen(0, "127.0.0.1", resolve));
    return bent;
  }

  /** `ws://127.0.0.1:PORT` */
  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sockets that were let through so far. */
  get opened(): number {
    return this.#opened;
  }

  /** Cuts every line that goes through, and lets no other through for so many ms. */
  cut(duration = 0): void {
    this.#cutUntil = Date.now() + duration;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer({ url = "" }: IncomingMessage, response: ServerResponse): Promise<void> {
    const isOfThePast = OF_THE_PAST.test(url);
    if (isOfThePast) this.asked.push({ path: url, at: Date.now() });
    const answer = await this.#ask(url);
    const { status, body } = isOfThePast ? await this.bend(answer, new URL(url, "http://127.0.0.1")) : answer;
    if (response.destroyed) return;
    response.writeHead(status);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  }

  #ask(path: string): Promise<Answer> {
    return new Promise((resolve) => {
      // The exchange can be gone: nobody answers then.
      const gone = () => resolve({ status: 502, body: "" });
      const asked = request({ port: this.#port, host: "127.0.0.1", path, agent: false }, async (answer) => {
        let body = "";
        for await (const part of answer.setEncoding("utf8")) body += part;
        resolve({ status: answer.statusCode ?? 0, body });
      });
      asked.on("error", gone);
      asked.end();
    });
  }

  #tunnel({ url, rawHeaders }: IncomingMessage, client: Duplex): void {
    if (Date.now() < this.#cutUntil) {
      client.destroy();
      return;
    }
    const exchange = connect(this.#port, "127.0.0.1");
    this.#opened += 1;
    this.#sockets.add(client);
    for (const [one, other] of [
      [client, exchange],
      [exchange, client],
    ] as const) {
      one.on("error", () => {});
      one.on("close", () => {
        other.destroy();
        this.#sockets.delete(one);
      });
    }
    const headers = rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
    exchange.write(`GET ${url} HTTP/1.1\r\n${headers.join("")}\r\n`);
    client.pipe(exchange).pipe(client);
  }
}
