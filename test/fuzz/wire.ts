import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Endpoint } from "../../src/protocol/channels";
import { acknowledgementOf } from "../support/stub-exchange";
import type { Delivery } from "./arbitraries";

interface Line {
  readonly webSocket: WebSocket;
  /** Under the frames. */
  readonly stream: Duplex;
  /** Whoever waits for what was sent to be read: whether the connection has survived it. */
  read: (survived: boolean) => void;
}

/** What our pings hold: bytes that happen to be a ping are answered too. */
const END = Buffer.from("end");

/** An exchange that sends what it is told, whether it makes sense or not, and knows when it has been read. */
export class Wire {
  readonly #server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #lines = new Map<Endpoint, Line>();
  #accepted = () => {};

  async listen(): Promise<void> {
    this.#server.on("upgrade", (request, stream, head) => {
      this.#sockets.handleUpgrade(request, stream, head, (webSocket) => {
        const endpoint = request.url?.startsWith("/futures") ? "futures" : "options";
        this.#serve(endpoint, { webSocket, stream, read: () => {} });
        this.#accepted();
      });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves once both endpoints are connected. */
  async connected(): Promise<void> {
    while (this.#lines.size < 2) {
      await new Promise<void>((resolve) => {
        this.#accepted = resolve;
      });
    }
  }

  /** Resolves once all of it has been read, to whether the connection has survived it. */
  async deliver(endpoint: Endpoint, deliveries: readonly Delivery[]): Promise<boolean> {
    const line = this.#lines.get(endpoint);
    if (!line) throw new Error(`Nobody is connected to ${endpoint}.`);
    return new Promise((resolve) => {
      line.read = resolve;
      for (const delivery of deliveries) send(line, delivery);
      // A pong follows everything that was sent before the ping; in the middle of a frame a ping would be none.
      if (deliveries.some(({ kind }) => kind === "stream")) line.stream.end();
      else line.webSocket.ping(END);
    });
  }

  async close(): Promise<void> {
    for (const { webSocket } of this.#lines.values()) webSocket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(endpoint: Endpoint, line: Line): void {
    const { webSocket } = line;
    this.#lines.set(endpoint, line);
    webSocket.on("message", (data) => {
      const answer = acknowledgementOf(JSON.parse(data.toString()));
      if (answer) webSocket.send(JSON.stringify(answer));
    });
    webSocket.on("pong", (data) => data.equals(END) && line.read(true));
    webSocket.on("close", () => {
      this.#lines.delete(endpoint);
      line.read(false);
    });
    webSocket.on("error", () => {});
  }
}

function send({ webSocket, stream }: Line, delivery: Delivery): void {
  if (delivery.kind === "stream") stream.write(delivery.bytes);
  else webSocket.send(delivery.kind === "text" ? delivery.text : delivery.bytes);
}
