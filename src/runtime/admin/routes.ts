import type { NodeAPI } from "node-red";
import type { Endpoint } from "../../protocol/channels";
import { CoincallError } from "../../protocol/error";
import { matcherOf } from "../../protocol/symbols/instruments";
import type { Exchanges } from "../rest/exchanges";
import { text, translated } from "../texts";
import { credentialsFor, type Described, described, exchangeOf } from "./exchange";
import { tryConnection } from "./trial";

const INSTRUMENTS = "/coincall/instruments";
const TRIAL = "/coincall/connection/test";

/** What is needed of a request of Node-RED's admin API. */
interface Request {
  readonly query: unknown;
  readonly body: unknown;
}

interface Response {
  set(header: string, value: string): unknown;
  status(code: number): Response;
  json(body: object): unknown;
}

/** What the forms ask the server. Source: docs/contract.md, "Admin API". No answer holds a secret. */
export function registerRoutes(RED: NodeAPI, exchanges: Exchanges): void {
  RED.httpAdmin.get(INSTRUMENTS, RED.auth.needsPermission("coincall.read"), (request, response) => {
    void answer(RED, response, () => instruments(RED, exchanges, request, response));
  });
  RED.httpAdmin.post(TRIAL, RED.auth.needsPermission("coincall.write"), (request, response) => {
    void answer(RED, response, () => trial(RED, exchanges, request.body));
  });
}

/**
 * `connection` is the id of a deployed connection; a form that is not deployed says `environment` and `url` itself.
 * `endpoint`, `query` and `refresh=1` are optional. The header `Age` says how old the list is, in seconds.
 */
async function instruments(RED: NodeAPI, exchanges: Exchanges, request: Request, response: Response) {
  const query = request.query as Record<string, unknown>;
  const endpoint: Endpoint = query.endpoint === "futures" ? "futures" : "options";
  const exchange = await exchangeOf(RED, exchanges, described(RED, query));
  try {
    const list = await exchange.known.list(endpoint, exchange.rest, query.refresh === "1");
    response.set("Age", String(Math.round((Date.now() - list.fetchedAt) / 1000)));
    const words = typeof query.query === "string" ? query.query : "";
    return list.instruments.filter(matcherOf(words) ?? (() => false));
  } finally {
    exchange.leave();
  }
}

/** The body holds the properties of the form, and the credentials where they have been typed anew. */
async function trial(RED: NodeAPI, exchanges: Exchanges, body: unknown) {
  const form: Described = described(RED, (body ?? {}) as Record<string, unknown>);
  const credentials = credentialsFor(RED, form);
  const exchange = await exchangeOf(RED, exchanges, form);
  try {
    const verdict = await tryConnection({ ...exchange, properties: form.properties, credentials });
    return { ok: verdict.ok, text: text(RED, `trial.${verdict.text}`, verdict.values) };
  } finally {
    exchange.leave();
  }
}

async function answer(RED: NodeAPI, response: Response, action: () => Promise<object>): Promise<void> {
  try {
    response.json(await action());
  } catch (error) {
    const known =
      error instanceof CoincallError ? error : new CoincallError("COINCALL_LINK", "exchangeSilent");
    const { code, message } = translated(RED, known);
    response.status(code === "COINCALL_CONFIG" ? 400 : 502).json({ code, message });
  }
}
