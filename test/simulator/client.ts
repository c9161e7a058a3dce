/** A WebSocket client that knows nothing of the palette: it sends JSON and keeps what comes. */

import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import WebSocket from "ws";

/** The keys that a test knows to be accepted, in the two forms of a URL. */
export const FORM_2023 = "?apiKey=demo&code=10";
export const SIGNED_FORM = "?code=10&uuid=demo&ts=1&sign=X&apiKey=demo";

export interface Frame {
  readonly text: string;
  /** `undefined` for what is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it expects, and fails without them
  readonly json: any;
}

export class Client {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  #arrived: () => void = () => undefined;
  /** The close code. */
  readonly closed: Promise<number>;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on("message", (data) => {
      this.#frames.push(read(String(data)));
      this.#arrived();
    });
    this.#socket.on("error", () => undefined);
    this.closed = once(this.#socket, "close").then(([code]) => code as number);
  }

  static async open(url: string): Promise<Client> {
    const client = new Client(url);
    await once(client.#socket, "open");
    return client;
  }

  send(request: unknown): void {
    this.#socket.send(typeof request === "string" ? request : JSON.stringify(request));
  }

  /** Takes the first frame that fits, now or when it comes; what comes before it is kept. */
  async take(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const index = this.#frames.findIndex(fits);
      const [frame] = index < 0 ? [] : this.#frames.splice(index, 1);
      if (frame) return frame;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** Sends, and takes the answer: the next frame that is not a push. */
  async ask(request: unknown): Promise<Frame> {
    this.send(request);
    return this.take(({ json }) => !isPush(json));
  }

  async push(dt: number): Promise<Frame> {
    return this.take(({ json }) => isPush(json) && json.dt === dt);
  }

  /** Everything that has come and was not taken. */
  get rest(): readonly Frame[] {
    return this.#frames;
  }

  close(): void {
    this.#socket.terminate();
  }
}

/** The HTTP status with which an upgrade is refused; `undefined` when it is not. */
export async function refusedStatus(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const socket = new WebSocket(url, { headers });
  socket.on("error", () => undefined);
  const response = await Promise.race([
    once(socket, "unexpected-response").then(([, answer]) => answer as IncomingMessage),
    once(socket, "open").then(() => undefined),
  ]);
  socket.terminate();
  return response?.statusCode;
}

function isPush(json: Frame["json"]): boolean {
  return json !== undefined && "d" in json;
}

function read(text: string): Frame {
  try {
    return { text, json: JSON.parse(text) };
  } catch {
    return { text, json: undefined };
  }
}
