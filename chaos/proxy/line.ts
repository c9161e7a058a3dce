import { connect, type Socket } from "node:net";
import { type Frame, FrameReader, frameOf, TEXT } from "./frames";

/** Which way bytes go: `down` from the exchange to Node-RED, `up` to the exchange. */
export type Direction = "down" | "up";

/** What happens on a line, for the proxy that it belongs to. */
export interface LineEvents {
  /** The client asks for a WebSocket; it may have come for something else, such as the time. */
  upgrading(): void;
  /** A text of the client, such as a request. */
  requested(text: string): void;
  /** What the client gets in place of a text of the exchange. */
  altered(text: string): readonly string[];
  /** The client's socket is gone. */
  closed(): void;
}

/** For a WebSocket, or for the way to one. */
const UPGRADE = /^CONNECT |upgrade: websocket/i;
const END_OF_HEAD = "\r\n\r\n";

/** One connection of the client's, and the one to the exchange that is made for it. */
export class Line {
  /** Whether the client has asked for a WebSocket. */
  isUpgrade = false;
  readonly #client: Socket;
  readonly #events: LineEvents;
  readonly #fromExchange = new FrameReader();
  readonly #fromClient = new FrameReader();
  readonly #frozen = new Set<Direction>();
  #exchange: Socket | undefined;
  /** Bytes still to be sent one at a time; `undefined` when there is no such hurdle. */
  #trickle: Buffer[] | undefined;

  constructor(client: Socket, events: LineEvents) {
    this.#client = client;
    this.#events = events;
    client.setNoDelay(true);
    client.once("data", (head: Buffer) => {
      this.isUpgrade = UPGRADE.test(head.toString());
      if (this.isUpgrade) events.upgrading();
    });
    client.on("error", () => {});
    client.on("close", () => {
      // Over a dead line nobody hears that the other side is gone.
      if (!this.#frozen.has("up")) this.#exchange?.destroy();
      events.closed();
    });
  }

  /** Bytes that wait for the client. */
  get backlog(): number {
    return this.#client.writableLength;
  }

  /** Connects the client with the exchange. */
  forward(port: number): void {
    const exchange = connect(port, "127.0.0.1");
    this.#exchange = exchange;
    exchange.setNoDelay(true);
    exchange.on("error", () => {});
    exchange.on("close", () => {
      if (!this.#frozen.has("down")) this.#client.end();
    });
    this.#client.on("drain", () => exchange.resume());
    this.#client.on(
      "data",
      afterHead(
        (head) => this.#up(head),
        (chunk) => (this.isUpgrade ? this.#requests(chunk) : this.#up(chunk)),
      ),
    );
    exchange.on(
      "data",
      afterHead(
        (head) => this.#down(head),
        (chunk) => (this.isUpgrade ? this.#pushes(chunk) : this.#down(chunk)),
      ),
    );
  }

  /** Connects the client with the exchange if it asks for a WebSocket. */
  forwardUpgrade(port: number): void {
    this.#client.once("data", (head: Buffer) => {
      if (!this.isUpgrade) {
        this.reset();
        return;
      }
      this.#client.pause();
      this.#client.unshift(head);
      this.forward(port);
      this.#client.resume();
    });
  }

  /** Answers the client's request as a server that is no WebSocket. */
  answer(head: string): void {
    this.#client.once("data", () => this.#client.end(head + END_OF_HEAD));
  }

  /** Takes what the client says, and never says a word. */
  swallow(): void {
    this.#client.resume();
  }

  /** Sends the client a frame, between two of the exchange's. */
  inject(frame: Buffer): boolean {
    return this.#down(frame);
  }

  /** From now on bytes of that way get lost, and neither side hears of it. */
  freeze(...directions: Direction[]): void {
    for (const direction of directions) this.#frozen.add(direction);
  }

  /** From now on the client gets a byte at a time. */
  trickle(): void {
    this.#trickle ??= [];
  }

  /** The end of a TCP connection, without a WebSocket's goodbye: what a client calls 1006. */
  hangUp(): void {
    this.#client.end();
  }

  /** The end of a TCP connection by an RST. */
  reset(): void {
    this.#client.resetAndDestroy();
  }

  close(): void {
    this.#client.destroy();
    this.#exchange?.destroy();
  }

  #requests(chunk: Buffer): void {
    for (const { opcode, payload } of this.#fromClient.read(chunk)) {
      if (opcode === TEXT) this.#events.requested(payload.toString());
    }
    this.#up(chunk);
  }

  #pushes(chunk: Buffer): void {
    const frames = this.#fromExchange.read(chunk).flatMap((frame) => this.#altered(frame));
    if (frames.length > 0) this.#down(Buffer.concat(frames));
  }

  #altered({ opcode, payload, bytes }: Frame): readonly Buffer[] {
    if (opcode !== TEXT) return [bytes];
    return this.#events.altered(payload.toString()).map((text) => frameOf(TEXT, text));
  }

  #up(bytes: Buffer): void {
    if (!this.#frozen.has("up")) this.#exchange?.write(bytes);
  }

  /** @returns whether the client keeps pace */
  #down(bytes: Buffer): boolean {
    if (this.#frozen.has("down") || !this.#client.writable) return true;
    if (this.#trickle) {
      if (this.#trickle.push(bytes) === 1) this.#drip(0);
      return true;
    }
    const keepsPace = this.#client.write(bytes);
    if (!keepsPace) this.#exchange?.pause();
    return keepsPace;
  }

  #drip(at: number): void {
    const bytes = this.#trickle?.[0];
    if (!bytes || !this.#client.writable) return;
    this.#client.write(bytes.subarray(at, at + 1));
    if (at + 1 < bytes.length) setImmediate(() => this.#drip(at + 1));
    else {
      this.#trickle?.shift();
      setImmediate(() => this.#drip(0));
    }
  }
}

/** Gives the head of an HTTP message to one function, and everything after it to the other. */
function afterHead(head: (bytes: Buffer) => void, rest: (bytes: Buffer) => void): (chunk: Buffer) => void {
  let before = Buffer.alloc(0);
  let over = false;
  return (chunk) => {
    if (over) {
      rest(chunk);
      return;
    }
    before = Buffer.concat([before, chunk]);
    const end = before.indexOf(END_OF_HEAD);
    if (end < 0) return;
    over = true;
    head(before.subarray(0, end + END_OF_HEAD.length));
    const first = before.subarray(end + END_OF_HEAD.length);
    if (first.length > 0) rest(first);
  };
}
