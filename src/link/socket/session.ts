import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import WebSocket, { type ClientOptions, type RawData } from "ws";
import { CoincallError } from "../../protocol/error";
import { answerError, bodyOf, wordsIn } from "./answer";
import { keepFreedMemory } from "./freed-memory";
import { Liveness } from "./liveness";
import { proxyError } from "./proxy-error";
import { retryAfterOf } from "./retry-after";

/** ms; the heartbeat's two are the user's, see docs/contract.md, "`coincall-connection`". */
export interface Timing {
  readonly connectDeadline: number;
  readonly heartbeatInterval: number;
  readonly heartbeatTimeout: number;
}

export interface Target {
  readonly url: string;
  readonly options: ClientOptions;
  /** Host and port of the proxy on the way, without a password. */
  readonly proxy?: string | undefined;
  /** Ends what the options have begun and the socket knows nothing of, such as waiting for a proxy. */
  readonly abandon?: () => void;
}

/** How a session ended, when it was not us who closed it. */
export type Ending =
  | { readonly kind: "lost"; readonly error: CoincallError; readonly retryAfter?: number }
  /** 401 or 403: the exchange knows us and wants none of it. */
  | { readonly kind: "refused"; readonly error: CoincallError };

/** What came in place of text: bytes that never were any, or that are no UTF-8. */
export type Garbage = "binary" | "encoding";

export interface SessionEvents {
  opened(): void;
  /** A text, in UTF-8. */
  received(text: Buffer): void;
  /** A frame that is no text. */
  receivedGarbage(kind: Garbage): void;
  /** At most once, and never after `close`. */
  ended(ending: Ending): void;
}

/**
 * Bytes: six times those of the longest honest frame, a chain of 400 rows. Reading what is longer would hold up Node-RED;
 * so does making a link anew, but only once.
 */
const LARGEST_FRAME = 2 ** 20;
/** Bytes that wait to be sent; a thousand requests are a tenth of that. */
const MOST_UNSENT = 2 ** 20;
const CLOSING_DEADLINE = 1_000;
const SOCKET_OPTIONS: ClientOptions & { readonly closeTimeout: number } = {
  maxPayload: LARGEST_FRAME,
  // Also for an exchange that says goodbye and does not hang up.
  closeTimeout: CLOSING_DEADLINE,
  perMessageDeflate: false,
  // The library would close the link for one frame that is no UTF-8; it is looked at here, and left out.
  skipUTF8Validation: true,
};
const NORMAL_CLOSURE = 1000;
/** Why a link was lost that the exchange closed; with its words, more is said. */
export const CLOSED = "linkClosed";

/**
 * One attempt at a connection and, when it succeeds, that connection, from the first byte to the last.
 * Its listeners and timers are its own and die with it, so that nothing late from an old socket reaches a new one.
 */
export class Session {
  readonly #socket: WebSocket;
  readonly #events: SessionEvents;
  readonly #abandon: (() => void) | undefined;
  readonly #proxy: string | undefined;
  #over = false;
  readonly #liveness: Liveness;
  readonly #connectDeadline: NodeJS.Timeout;

  /** @throws CoincallError when the target cannot be an address of a WebSocket */
  constructor(target: Target, timing: Timing, heartbeat: string, events: SessionEvents) {
    this.#events = events;
    this.#abandon = target.abandon;
    this.#proxy = target.proxy;
    keepFreedMemory();
    this.#socket = open(target);
    const { connectDeadline, heartbeatInterval, heartbeatTimeout } = timing;
    this.#liveness = new Liveness(heartbeatInterval, heartbeatTimeout, {
      ask: () => this.send(heartbeat),
      lost: () => this.#lose("heartbeatUnanswered", { seconds: heartbeatTimeout / 1000 }),
    });
    this.#connectDeadline = setTimeout(
      () => this.#lose("connectDeadline", { seconds: connectDeadline / 1000 }),
      connectDeadline,
    );
    this.#listen();
  }

  /** An exchange that asks for answers and reads none of them is given up, and not its answers kept. */
  send(text: string): void {
    if (this.#over || this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_UNSENT) this.#lose("linkFailed", { cause: "ENOBUFS" });
    else this.#socket.send(text);
  }

  /** Asks for a sign of life now. */
  check(): void {
    if (!this.#over && this.#socket.readyState === WebSocket.OPEN) this.#liveness.ask();
  }

  /** Asks for a sign of life, unless one is awaited. */
  ask(): void {
    if (!this.#over && this.#socket.readyState === WebSocket.OPEN) this.#liveness.askOnce();
  }

  /** Ends it without a word to the events; the socket has a second to say goodbye. */
  close(): void {
    if (this.#over) return;
    this.#finish();
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.close(NORMAL_CLOSURE);
    else this.#socket.terminate();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("open", () => this.#opened());
    socket.on("message", (data, isBinary) => this.#received(data, isBinary));
    socket.on("unexpected-response", (_request, response) => void this.#answered(response));
    socket.on("error", (error: NodeJS.ErrnoException) => this.#failed(error));
    socket.on("close", (code, reason) => {
      const error = answerError("COINCALL_LINK", CLOSED, { code }, reason.toString());
      this.#end({ kind: "lost", error });
    });
  }

  #opened(): void {
    if (this.#over) return;
    clearTimeout(this.#connectDeadline);
    this.#liveness.start();
    this.#events.opened();
  }

  #received(data: RawData, isBinary: boolean): void {
    if (this.#over) return;
    this.#liveness.heard();
    const bytes = data as Buffer;
    if (isBinary) this.#events.receivedGarbage("binary");
    else if (isUtf8(bytes)) this.#events.received(bytes);
    else this.#events.receivedGarbage("encoding");
  }

  #failed(error: NodeJS.ErrnoException): void {
    const cause = causeOf(error);
    if (cause === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")
      this.#lose("frameTooLarge", { megabytes: LARGEST_FRAME / 2 ** 20 });
    else this.#end({ kind: "lost", error: proxyError(error, cause, this.#proxy) ?? linkFailed(cause) });
  }

  async #answered(response: IncomingMessage): Promise<void> {
    const { statusCode: status = 0, headers } = response;
    // It has said what it has to say, however it hangs up.
    this.#ignore();
    const words = wordsIn(await bodyOf(response));
    if (status === 401 || status === 403) {
      this.#end({ kind: "refused", error: answerError("COINCALL_REFUSED", "refused", { status }, words) });
      return;
    }
    const error = answerError("COINCALL_LINK", "unexpectedAnswer", { status }, words);
    const patience = status === 429 || status === 503 ? retryAfterOf(headers) : undefined;
    this.#end({ kind: "lost", error, ...(patience === undefined ? {} : { retryAfter: patience }) });
  }

  /** Gives the link up although the socket may believe in it. */
  lose(reason: string): void {
    this.#lose(reason, {});
  }

  #lose(reason: string, values: Record<string, string | number>): void {
    this.#end({ kind: "lost", error: new CoincallError("COINCALL_LINK", reason, values) });
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.#finish();
    this.#socket.terminate();
    this.#events.ended(ending);
  }

  #finish(): void {
    this.#over = true;
    clearTimeout(this.#connectDeadline);
    this.#liveness.stop();
    this.#ignore();
    this.#abandon?.();
  }

  #ignore(): void {
    this.#socket.removeAllListeners();
    // A socket that is given up can still fail, and an error without a listener ends the process.
    this.#socket.on("error", () => {});
  }
}

function open({ url, options }: Target): WebSocket {
  try {
    return new WebSocket(url, { ...SOCKET_OPTIONS, ...options });
  } catch {
    // The library's own message quotes the URL, and the key is in it.
    throw new CoincallError("COINCALL_CONFIG", "urlUnusable");
  }
}

function linkFailed(cause: string): CoincallError {
  return new CoincallError("COINCALL_LINK", "linkFailed", { cause });
}

/** Only the system's code is passed on: a message could quote the address with the key in it. */
function causeOf(error: NodeJS.ErrnoException): string {
  return typeof error.code === "string" ? error.code : "unknown";
}
