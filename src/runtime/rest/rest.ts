import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { parseJson } from "../../protocol/text/json";
import { networkOptions, type TlsNode } from "../connection/target";

const DEADLINE = 10_000;
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** The exchange's public calls. Source: docs/protocol.md, "REST (public, no signature)". */
export class Rest {
  readonly #base: string;
  readonly #tls: TlsNode | undefined;

  /** @param base `https://host` */
  constructor(base: string, tls?: TlsNode) {
    this.#base = base;
    this.#tls = tls;
  }

  /**
   * The `data` of an answer.
   *
   * @param deadline ms until its last byte
   * @throws Error when there is none in time
   */
  async get(path: string, deadline = DEADLINE): Promise<unknown> {
    const answer = parseJson(await this.#text(path, deadline));
    const { code, data } = (answer ?? {}) as { code?: unknown; data?: unknown };
    if (code !== 0 && code !== "0") throw new Error("The exchange answered with an error.");
    return data;
  }

  #text(path: string, deadline: number): Promise<string> {
    const url = `${this.#base}${path}`;
    const send = url.startsWith("https:") ? requestSecure : requestPlain;
    const signal = AbortSignal.timeout(deadline);
    return new Promise((resolve, reject) => {
      const failed = (error: Error) =>
        reject(signal.aborted ? new Error("The exchange did not answer in time.") : error);
      const request = send(url, { ...networkOptions(this.#base, this.#tls, signal), signal }, (response) => {
        bodyOf(response).then(resolve, failed);
      });
      request.on("error", failed);
      request.end();
    });
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) {
    response.resume();
    throw new Error(`The exchange answered with HTTP ${response.statusCode}.`);
  }
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error("The exchange answered with too much.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
