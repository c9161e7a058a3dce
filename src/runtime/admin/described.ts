import type { Node, NodeAPI } from "node-red";
import { CoincallError } from "../../protocol/error";
import { CONNECTION_TYPE, type ConnectionNode } from "../connection/connection-node";
import { CONNECTION_PROPERTIES, type ConnectionProperties, checkConnection } from "../connection/settings";
import { asWritten, type Written, writtenProperties } from "../written-properties";

/** What a form, or anybody else, says of a connection. */
export type Form = Readonly<Record<string, unknown>>;

/** A connection as a form describes it: deployed, or only in the browser. */
export interface Described {
  readonly properties: ConnectionProperties;
  /** The one of that id; `undefined` if there is none. */
  readonly deployed: ConnectionNode | undefined;
}

/**
 * Whether a form says of a connection only what is deployed, or nothing. Then it is for who may read: anything else has
 * Node-RED call a host, or look a variable up, of the asker's choice.
 */
export function isAsDeployed(RED: NodeAPI, form: Form): boolean {
  const { node, written } = deployedConnection(RED, form);
  return node !== undefined && Object.keys(changes(form, written)).length === 0;
}

/**
 * What is deployed, with what the form says otherwise.
 *
 * @throws CoincallError COINCALL_CONFIG
 */
export function described(RED: NodeAPI, form: Form): Described {
  const { node, written } = deployedConnection(RED, form);
  // In the moment of a deploy it may not be there: nothing else is called in its place.
  if (!node && isNamed(form) && form.environment === undefined) {
    throw new CoincallError("COINCALL_CONFIG", "connectionMissing");
  }
  const anew = withVariables(RED, changes(form, written));
  const { properties, problems } = checkConnection({ ...node?.properties, ...anew });
  const [problem] = asWritten(problems, { ...written, ...form });
  if (problem) throw problem;
  return { properties, deployed: node };
}

function deployedConnection(RED: NodeAPI, { connection: id }: Form) {
  const node: Node | null = typeof id === "string" ? RED.nodes.getNode(id) : null;
  if (node?.type !== CONNECTION_TYPE) return { node: undefined, written: {} };
  return { node: node as ConnectionNode, written: writtenProperties(RED, node.id) ?? {} };
}

function isNamed({ connection }: Form): boolean {
  return connection !== undefined && connection !== "";
}

/** What a form says of the properties of a connection that is not written there. */
function changes(form: Form, written: Written): Form {
  const said = Object.entries(form).filter(([name]) => Object.hasOwn(CONNECTION_PROPERTIES, name));
  return Object.fromEntries(
    said.filter(([name, value]) => asText(name, value) !== asText(name, written[name])),
  );
}

/** As forms and addresses have it: all is text, and nothing at all is the default. */
function asText(name: string, value: unknown): string {
  const text =
    typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "").trim();
  return text === "" ? String(CONNECTION_PROPERTIES[name as keyof ConnectionProperties].default) : text;
}

/** Node-RED puts the values of `${VARIABLES}` into deployed nodes; a form still has their names. */
export function withVariables(RED: NodeAPI, form: Form): Form {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, filledIn(RED, value)]));
}

function filledIn(RED: NodeAPI, written: unknown): unknown {
  const name = typeof written === "string" ? /^\$\{([^}]+)\}$/.exec(written.trim())?.[1] : undefined;
  if (name === undefined) return written;
  const value: unknown = RED.util.getSetting({} as Node, name);
  return value === undefined || value === "" ? written : value;
}
