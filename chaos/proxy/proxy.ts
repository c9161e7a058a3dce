import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { Line } from "./line";

/** What becomes of a connection that the client makes. */
export type Greeting = (line: Line, proxy: TcpProxy) => void;

/** The certificate of a proxy with TLS: nobody has signed it but itself. */
export const CERTIFICATE = readFileSync(join(__dirname, "self-signed.cert.pem"), "utf8");
const PRIVATE_KEY = readFileSync(join(__dirname, "self-signed.key.pem"), "utf8");

/** Lets every connection through to the exchange. */
export const forwarding: Greeting = (line, proxy) => line.forward(proxy.exchangePort);

/** Lets WebSockets through, and hangs up on whoever asks for anything else. */
export const upgradesOnly: Greeting = (line, proxy) => line.forwardUpgrade(proxy.exchangePort);

/** Takes the connection, and never says a word. */
export const hanging: Greeting = (line) => line.swallow();

/** Answers the upgrade with an HTTP status. */
export function answering(status: string, ...headers: readonly string[]): Greeting {
  const head = [`HTTP/1.1 ${status}`, "Connection: close", "Content-Length: 0", ...headers].join("\r\n");
  return (line) => line.answer(head);
}

/** A TCP proxy on loopback between Node-RED and an exchange, on which faults are played. */
export class TcpProxy {
  /** When each WebSocket was asked for, ms since 1970. */
  readonly connections: number[] = [];
  /** The texts that the client has sent, and when. */
  readonly requests: { readonly text: string; readonly at: number; readonly line: Line }[] = [];
  /** What becomes of connections that are still to come. */
  greeting: Greeting = forwarding;
  /** What the client gets in place of a text of the exchange. */
  alter: (text: string) => readonly string[] = (text) => [text];
  readonly #server: Server;
  readonly #scheme: "ws" | "wss";
  readonly #lines = new Set<Line>();

  private constructor(
    public exchangePort: number,
    tls: boolean,
  ) {
    const accept = (client: Socket) => this.#accept(client);
    this.#scheme = tls ? "wss" : "ws";
    this.#server = tls
      ? createTlsServer({ key: PRIVATE_KEY, cert: CERTIFICATE }, accept)
      : createServer(accept);
    // A client that does not trust the certificate.
    this.#server.on("tlsClientError", () => {});
  }

  static async start(exchangePort: number, tls = false): Promise<TcpProxy> {
    const proxy = new TcpProxy(exchangePort, tls);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The WebSockets that are open now, at the client's side. */
  get lines(): readonly Line[] {
    return [...this.#lines].filter(({ isUpgrade }) => isUpgrade);
  }

  /** Sends every client a frame, between two of the exchange's. @returns whether all keep pace */
  inject(frame: Buffer): boolean {
    return this.lines.map((line) => line.inject(frame)).every(Boolean);
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    const line: Line = new Line(client, {
      upgrading: () => this.connections.push(Date.now()),
      requested: (text) => this.requests.push({ text, at: Date.now(), line }),
      altered: (text) => this.alter(text),
      closed: () => this.#lines.delete(line),
    });
    this.#lines.add(line);
    this.greeting(line, this);
  }
}
