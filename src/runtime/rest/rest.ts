import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { parseExactly, parseJson } from "../../protocol/text/json";
import { networkOptions, proxyHost, type TlsNode } from "../connection/target";
import type { Budget } from "./budget";
import { askFailure, networkFailure, refusedCall } from "./failures";

/** ms */
const DEADLINE = 10_000;
/** Bytes; several times what the longest list of an exchange has. */
const LARGEST_ANSWER = 2 * 1024 * 1024;
/** Bytes */
const USUAL_ANSWER = 64 * 1024;

/** What can be asked of an exchange: the `data` of its answer to a path. */
export type Calls = Pick<Rest, "get">;

/** The exchange's public calls. Source: docs/protocol.md, "REST (public, no signature)". */
export class Rest {
  readonly #base: string;
  readonly #tls: TlsNode | undefined;
  readonly #budget: Budget;

  /**
   * @param base `https://host`
   * @param budget of all who call this exchange
   */
  constructor(base: string, tls: TlsNode | undefined, budget: Budget) {
    this.#base = base;
    this.#tls = tls;
    this.#budget = budget;
  }

  /**
   * The `data` of an answer.
   *
   * @param deadline ms from when it is the call's turn until the last byte of the answer
   * @param sent is told when it is the call's turn
   * @throws CoincallError COINCALL_LINK when there is none in time, or one that is of no use
   */
  async get(path: string, deadline = DEADLINE, sent: () => void = () => {}): Promise<unknown> {
    const turn = this.#budget.turn(performance.now());
    if (turn === undefined) throw askFailure("askBusy");
    if (turn > 0) await pause(turn);
    sent();
    return this.ask(path, deadline);
  }

  /**
   * The same for whoever has a turn already.
   *
   * @param exactly whether every number of it must keep its digits
   */
  async ask(path: string, deadline = DEADLINE, exactly = false): Promise<unknown> {
    const { code, msg, data } = answerIn(await this.#text(path, deadline), exactly);
    if (code === undefined) throw askFailure("askUnreadable");
    if (code !== 0 && code !== "0") throw refusedCall(code, msg);
    return data;
  }

  #text(path: string, deadline: number): Promise<string> {
    const url = `${this.#base}${path}`;
    const send = url.startsWith("https:") ? requestSecure : requestPlain;
    const signal = AbortSignal.timeout(deadline);
    return new Promise((resolve, reject) => {
      const failed = (error: Error) =>
        reject(
          signal.aborted
            ? askFailure("askTimeout", { seconds: deadline / 1000 })
            : networkFailure(error, proxyHost(this.#base)),
        );
      const request = send(url, { ...networkOptions(this.#base, this.#tls, signal), signal }, (response) => {
        bodyOf(response).then(resolve, failed);
      });
      request.on("error", failed);
      request.end();
    });
  }
}

interface Answer {
  readonly code?: unknown;
  readonly msg?: unknown;
  readonly data?: unknown;
}

function answerIn(body: string, exactly: boolean): Answer {
  try {
    return ((exactly ? parseExactly(body) : parseJson(body)) ?? {}) as Answer;
  } catch {
    return {};
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) {
    // Read on, it could go on for as long as it likes.
    response.destroy();
    throw askFailure("askStatus", { status: response.statusCode ?? 0 });
  }
  let body = Buffer.alloc(USUAL_ANSWER);
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const end = size + chunk.length;
    if (end > LARGEST_ANSWER) throw askFailure("askUnreadable");
    // Not a list of chunks: each may be a single byte, and costs a hundred.
    if (end > body.length) body = Buffer.concat([body], Math.max(end, 2 * body.length));
    chunk.copy(body, size);
    size = end;
  }
  return body.toString("utf8", 0, size);
}
