import type { NodeAPI } from "node-red";
import { matcherOf } from "../../market/words/matcher";
import { ENGLISH } from "../../market/words/vocabulary";
import type { Endpoint } from "../../protocol/channels";
import { CoincallError } from "../../protocol/error";
import type { Exchanges } from "../rest/exchanges";
import { answer, type Request, type Response, refuseOtherSites } from "./answers";
import { choicesNow, followingIn, marketOf, namesIn } from "./choices";
import { credentialsFor } from "./credentials";
import { described, type Form, isAsDeployed } from "./described";
import { askExchange } from "./exchange";
import { lastMessage } from "./last";
import type { Live } from "./live";
import { pricesNow } from "./prices";
import { tryConnection, type Verdict } from "./trial";

const INSTRUMENTS = "/coincall/instruments";
const CHOICE = "/coincall/choice";
const PRICES = "/coincall/prices";
const LAST = "/coincall/last";
const TRIAL = "/coincall/connection/test";

/**
 * What the forms ask the server. Source: docs/contract.md, "Admin API". Answers are codes and values, for the form to put
 * into words, and none holds a secret.
 */
export function registerRoutes(RED: NodeAPI, exchanges: Exchanges, live: Live): void {
  const { needsPermission } = RED.auth;
  const mayRead = needsPermission("coincall.read");
  const mayWrite = needsPermission("flows.write");
  const ask = (path: string, reply: (request: Request, response: Response) => Promise<object>) =>
    RED.httpAdmin.get(
      path,
      refuseOtherSites,
      mayRead,
      (request, response, next) =>
        isAsDeployed(RED, request.query) ? next() : mayWrite(request, response, next),
      (request, response) => void answer(response, () => reply(request, response)),
    );
  ask(INSTRUMENTS, (request, response) => instruments(RED, exchanges, request, response));
  ask(CHOICE, ({ query }) => choices(RED, exchanges, query as Form, live));
  ask(PRICES, ({ query }) => prices(RED, exchanges, query as Form, live));
  RED.httpAdmin.get(
    LAST,
    refuseOtherSites,
    mayRead,
    ({ query }, response) => void answer(response, async () => lastMessage(RED, (query as Form).node)),
  );
  RED.httpAdmin.post(
    TRIAL,
    refuseOtherSites,
    needsPermission("coincall.write"),
    mayWrite,
    (request, response) => void answer(response, () => trial(RED, exchanges, request.body ?? {})),
  );
}

/**
 * `connection` is the id of a deployed connection; a form that is not deployed says `environment` and `url` itself.
 * `endpoint`, `query` (words in English) and `refresh=1` are optional. The header `Age` says how old the list is, in seconds.
 */
async function instruments(RED: NodeAPI, exchanges: Exchanges, request: Request, response: Response) {
  const form = request.query as Form;
  const endpoint: Endpoint = form.endpoint === "futures" ? "futures" : "options";
  const fitOf = matcherOf(typeof form.query === "string" ? form.query : "", ENGLISH, Date.now());
  if (!fitOf) throw new CoincallError("COINCALL_INPUT", "queryTooLong");
  const { properties } = described(RED, form);
  const list = await askExchange(RED, exchanges, properties, ({ known, rest }) =>
    known.list(endpoint, rest, form.refresh === "1"),
  );
  response.set("Age", String(Math.round((Date.now() - list.fetchedAt) / 1000)));
  return list.instruments.filter((instrument) => fitOf(instrument) !== undefined);
}

/**
 * What one name is now, or a list of it for several. A connection is said as above; `follow`, `hold` and `rollBefore`
 * are optional.
 */
async function choices(RED: NodeAPI, exchanges: Exchanges, form: Form, live: Live): Promise<object> {
  const names = namesIn(form);
  const following = followingIn(form);
  const { properties, deployed } = described(RED, form);
  const running = isAsDeployed(RED, form) ? deployed : undefined;
  const found = await askExchange(RED, exchanges, properties, (exchange) =>
    choicesNow(names, following, marketOf(exchange), (rule) => running && live.choice(running, rule)),
  );
  return names.length === 1 ? (found[0] ?? {}) : found;
}

/** What underlyings are worth. A connection is said as above. */
async function prices(RED: NodeAPI, exchanges: Exchanges, form: Form, live: Live): Promise<object> {
  const { properties, deployed } = described(RED, form);
  const running = isAsDeployed(RED, form) ? deployed : undefined;
  return askExchange(RED, exchanges, properties, (exchange) =>
    pricesNow(running ? live.forwards(running) : [], exchange),
  );
}

/** The form holds the properties, and the credentials where they have been typed anew. */
async function trial(RED: NodeAPI, exchanges: Exchanges, form: Form): Promise<Verdict> {
  const connection = described(RED, form);
  const { properties } = connection;
  const credentials = credentialsFor(RED, connection, form);
  return askExchange(RED, exchanges, properties, (exchange) =>
    tryConnection({ ...exchange, properties, credentials }),
  );
}
