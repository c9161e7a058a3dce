import { inspect } from "node:util";
import type { Node, NodeAPI, NodeDef } from "node-red";
import type { Endpoint } from "../../protocol/channels";
import { CoincallError } from "../../protocol/error";
import { onFlowsStarted } from "../flow-start";
import { text, translated } from "../texts";
import { problemsAsWritten } from "../written-properties";
import { Connection } from "./connection";
import { FrameProblems } from "./frame-problems";
import { oneAScope, type SavedNode } from "./listeners";
import { presentable } from "./presentable";
import { type ConnectionProperties, checkConnection, credentialsOf } from "./settings";
import { settleSimulator } from "./simulated-exchange";
import { tlsNodeOf } from "./target";

interface Credentials {
  apiKey?: unknown;
  apiSecret?: unknown;
}

/** A palette node that uses a connection. */
export interface ConnectionUser {
  readonly node: Node;
  /** The endpoint whose troubles concern it now; `undefined` for none. */
  endpoint(): Endpoint | undefined;
}

/** The config node as palette nodes see it. */
export interface ConnectionNode extends Node<Credentials> {
  /** The nodes that use this one, by id: Node-RED passes errors on to the Catch nodes of their tabs. */
  users: Record<string, Node>;
  /** With every default filled in, also when one of them is wrong. */
  properties: ConnectionProperties;
  /** `undefined` when a property or credential is wrong. */
  connection: Connection | undefined;
  /** What is wrong with it. */
  problem: CoincallError | undefined;
  join(user: ConnectionUser): void;
  leave(user: ConnectionUser): void;
}

export const CONNECTION_TYPE = "coincall-connection";

export function registerConnectionNode(RED: NodeAPI): void {
  settleSimulator(RED.settings);
  RED.nodes.registerType<ConnectionNode, NodeDef, object, Credentials>(
    CONNECTION_TYPE,
    function (this: ConnectionNode, saved: NodeDef) {
      RED.nodes.createNode(this, saved);
      hideCredentials(this);
      setUp(RED, this, saved);
    },
    { credentials: { apiKey: { type: "password" }, apiSecret: { type: "password" } } },
  );
}

function setUp(RED: NodeAPI, node: ConnectionNode, saved: NodeDef): void {
  const users = new Set<ConnectionUser>();
  const frameProblems = new Set<FrameProblems>();
  /** Users that have not heard yet what is wrong with this node: a deploy can add some later. */
  const untold = new Set<ConnectionUser>();
  const tellProblem = () => {
    if (node.problem) reportTo(RED, untold, node, node.problem);
    untold.clear();
  };
  node.users = {};
  node.join = (user) => {
    users.add(user);
    node.users[user.node.id] = user.node;
    untold.add(user);
    if (node.problem) onFlowsStarted(RED, tellProblem);
  };
  node.leave = (user) => {
    users.delete(user);
    untold.delete(user);
    delete node.users[user.node.id];
  };
  const { properties, problems } = checkConnection(saved);
  node.properties = properties;
  try {
    const [problem] = problemsAsWritten(RED, saved, problems);
    if (problem) throw problem;
    const credentials = credentialsOf(properties, node.credentials ?? {});
    const clockOff = (seconds: number) => node.warn(text(RED, "log.clockOff", { seconds }));
    const problemsOf = (endpoint: Endpoint) => {
      const report = (error: CoincallError) =>
        reportTo(RED, usersOf(users, endpoint), node, presentable(RED, connection, error));
      const problems = new FrameProblems(report);
      frameProblems.add(problems);
      return { failed: report, unreadable: (error: CoincallError) => problems.add(error) };
    };
    const name = node.name || node.id;
    const tls = tlsNodeOf(RED, properties.tls);
    const connection = new Connection(name, properties, credentials, tls, problemsOf, clockOff);
    node.connection = connection;
  } catch (error) {
    if (!(error instanceof CoincallError)) throw error;
    node.problem = translated(RED, error);
    node.on("close", onFlowsStarted(RED, tellProblem));
  }
  node.on("close", (_removed: boolean, done: () => void) => {
    for (const problems of frameProblems) problems.close();
    node.connection?.close();
    done();
  });
}

/** The same object may come again, with the same node deployed anew. */
const HIDDEN = { value: () => "[hidden]", configurable: true };

/** Node-RED leaves them in the node for all to see: whoever prints the node, however closely, must not print them. */
function hideCredentials(node: ConnectionNode): void {
  const { credentials } = node;
  // A printer that calls getters prints what they give.
  if (credentials) Object.defineProperty(credentials, inspect.custom, HIDDEN);
  Object.defineProperty(node, "credentials", { get: () => credentials, enumerable: false });
}

function usersOf(users: ReadonlySet<ConnectionUser>, endpoint: Endpoint): ReadonlySet<ConnectionUser> {
  return new Set([...users].filter((user) => user.endpoint() === endpoint));
}

/** One line in the log, and a message to each Catch node that one of those whom it concerns can reach. */
function reportTo(
  RED: NodeAPI,
  concerned: ReadonlySet<ConnectionUser>,
  node: ConnectionNode,
  error: CoincallError,
): void {
  const nodes = Array.from(concerned, (user) => user.node);
  const everybody = node.users;
  // Node-RED passes an error of a config node on to all its users, so most are left out while it does.
  node.users = Object.fromEntries(oneAScope(nodes, savedNodes(RED)).map((user) => [user.id, user]));
  try {
    node.error(error, {});
  } finally {
    node.users = everybody;
  }
}

function savedNodes(RED: NodeAPI): readonly SavedNode[] {
  const nodes: SavedNode[] = [];
  RED.nodes.eachNode((node) => nodes.push(node));
  return nodes;
}
