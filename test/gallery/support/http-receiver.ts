import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Mailbox } from "../../embedded/harness/mailbox";

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** ms; longer than a link that was cut for a moment may wait for its next attempts. */
const PATIENCE = 20_000;

/** A status, or no answer at all. */
export type Answer = number | "hangs up";

/** A web service on loopback that takes everything, unless it is told to answer otherwise. */
export class HttpReceiver {
  readonly #server = createServer();
  readonly #requests = new Mailbox<Received>();
  readonly #answers: Answer[] = [];

  constructor() {
    this.#server.on("request", async (request: IncomingMessage, response) => {
      const body = await text(request);
      const answer = this.#answers.shift() ?? 200;
      // A refusal names what was asked for, as those of many servers do.
      if (answer === "hangs up") request.socket.destroy();
      else
        response.writeHead(answer).end(answer === 200 ? "ok" : `${request.method} ${request.url}: ${body}`);
      this.#requests.add({ path: request.url ?? "", headers: request.headers, body });
    });
  }

  /** How the next requests are answered, one after the other. */
  willAnswer(...answers: readonly Answer[]): void {
    this.#answers.push(...answers);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get requests(): readonly Received[] {
    return this.#requests.all;
  }

  /** The next request that no earlier call has returned. */
  next(): Promise<Received> {
    return this.#requests.next(() => true, PATIENCE);
  }

  /** The JSON of the next request. */
  async nextJson(): Promise<unknown> {
    return JSON.parse((await this.next()).body);
  }

  forget(): void {
    this.#requests.forget();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
