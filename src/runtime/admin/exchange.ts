import type { Node, NodeAPI } from "node-red";
import { CONNECTION_TYPE, type ConnectionNode } from "../connection/connection-node";
import {
  baseOf,
  type ConnectionProperties,
  checkConnection,
  credentialsOf,
  restBaseBeside,
  restBaseOf,
} from "../connection/settings";
import { joinSimulator, leaveSimulator } from "../connection/simulated-exchange";
import { type TlsNode, tlsNodeOf } from "../connection/target";
import type { Exchanges, KnownExchange } from "../rest/exchanges";
import { Rest } from "../rest/rest";

/** A connection as a form describes it: deployed, or only in the browser. */
export interface Described {
  readonly id: string;
  readonly properties: ConnectionProperties;
  /** As typed; where it was not touched, Node-RED's placeholder or nothing. */
  readonly typed: { readonly apiKey?: unknown; readonly apiSecret?: unknown };
}

/** An exchange that can be asked. */
export interface Exchange {
  readonly base: string;
  readonly tls: TlsNode | undefined;
  readonly rest: Rest;
  readonly known: KnownExchange;
  /** To be called when all has been asked. */
  leave(): void;
}

/** @throws CoincallError COINCALL_CONFIG */
export function described(RED: NodeAPI, form: Readonly<Record<string, unknown>>): Described {
  const id = typeof form.connection === "string" ? form.connection : "";
  const deployed = connectionOf(RED, id)?.properties;
  const { properties, problems } = checkConnection({ ...deployed, ...withVariables(RED, form) });
  if (problems[0]) throw problems[0];
  return { id, properties, typed: { apiKey: form.apiKey, apiSecret: form.apiSecret } };
}

/** @throws CoincallError COINCALL_CONFIG */
export async function exchangeOf(
  RED: NodeAPI,
  exchanges: Exchanges,
  { properties }: Described,
): Promise<Exchange> {
  const tls = tlsNodeOf(RED, properties.tls);
  const base = baseOf(properties);
  const restBase = restBaseOf(properties);
  const reach = (socketBase: string, callBase: string) => {
    const known = exchanges.at(callBase);
    return { base: socketBase, tls, known, rest: new Rest(callBase, tls, known.budget) };
  };
  if (base !== undefined && restBase !== undefined) return { ...reach(base, restBase), leave: () => {} };
  const simulator = await joinSimulator();
  return { ...reach(simulator, restBaseBeside(simulator)), leave: leaveSimulator };
}

/** Node-RED's editor shows this in place of a password that it never gets. */
const PLACEHOLDER = "__PWRD__";

/**
 * What was typed, and what is stored where nothing was typed.
 *
 * @throws CoincallError COINCALL_CONFIG
 */
export function credentialsFor(RED: NodeAPI, { id, properties, typed }: Described) {
  const stored = (RED.nodes.getCredentials(id) ?? {}) as Record<string, unknown>;
  const choose = (name: "apiKey" | "apiSecret") =>
    typed[name] === undefined || typed[name] === PLACEHOLDER ? stored[name] : typed[name];
  const chosen = withVariables(RED, { apiKey: choose("apiKey"), apiSecret: choose("apiSecret") });
  return credentialsOf(properties, chosen);
}

function connectionOf(RED: NodeAPI, id: string): ConnectionNode | undefined {
  const node: { type: string } | null = RED.nodes.getNode(id);
  return node?.type === CONNECTION_TYPE ? (node as ConnectionNode) : undefined;
}

/** Node-RED puts the values of `${VARIABLES}` into deployed nodes; a form still has their names. */
function withVariables(RED: NodeAPI, form: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, filledIn(RED, value)]));
}

function filledIn(RED: NodeAPI, written: unknown): unknown {
  const name = typeof written === "string" ? /^\$\{([^}]+)\}$/.exec(written.trim())?.[1] : undefined;
  if (name === undefined) return written;
  const value: unknown = RED.util.getSetting({} as Node, name);
  return value === undefined || value === "" ? written : value;
}
