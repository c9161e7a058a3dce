import type { Node, NodeAPI, NodeDef } from "node-red";
import type { Endpoint } from "../protocol/channels";
import type { ProtocolName } from "../protocol/dialects";
import { CoincallError } from "../protocol/error";
import type { Connection } from "./connection/connection";
import { CONNECTION_TYPE, type ConnectionNode } from "./connection/connection-node";
import { onFlowsStarted } from "./flow-start";
import type { Checked } from "./properties";
import { translated } from "./texts";
import { problemsAsWritten } from "./written-properties";

/** What makes a node of the palette one of its kind. */
export interface PaletteNode<Properties extends { readonly connection: string }> {
  readonly type: string;
  check(saved: object): Checked<Properties>;
  /** What is wrong with properties that are right by themselves where a connection speaks this dialect. */
  misfit?(properties: Properties, protocol: ProtocolName): CoincallError | undefined;
  /** Sets a node to work whose properties and connection are right. */
  run(node: Node, properties: Properties, connection: Connection): NodeAtWork;
}

export interface NodeAtWork {
  /** The endpoint whose troubles concern it now; `undefined` for none. */
  concernedBy(): Endpoint | undefined;
  /** @param removed whether the node is taken out of the flow, and not only made anew */
  close(removed: boolean): void;
}

/** Registers a node that uses a connection; one that can't says why. */
export function registerPaletteNode<Properties extends { readonly connection: string }>(
  RED: NodeAPI,
  { type, check, misfit, run }: PaletteNode<Properties>,
): void {
  RED.nodes.registerType(type, function (this: Node, saved: NodeDef) {
    RED.nodes.createNode(this, saved);
    const { properties, problems: found } = check(saved);
    const problems = problemsAsWritten(RED, saved, found);
    const connectionNode = connectionNodeOf(RED, properties.connection);
    const wrong = connectionNode ? problems : [connectionMissing(), ...problems];
    const connection = wrong.length === 0 ? connectionNode?.connection : undefined;
    const unfit = connection && misfit?.(properties, connection.properties.protocol);
    const atWork =
      connection && !unfit
        ? run(this, properties, connection)
        : runBrokenNode(RED, this, unfit ? [unfit] : wrong, connectionNode?.problem);
    const user = { node: this, endpoint: () => atWork.concernedBy() };
    connectionNode?.join(user);
    this.on("close", (removed: boolean, done: () => void) => {
      atWork.close(removed);
      connectionNode?.leave(user);
      done();
    });
  });
}

function connectionNodeOf(RED: NodeAPI, id: string): ConnectionNode | undefined {
  const node: Node | null = RED.nodes.getNode(id);
  return node?.type === CONNECTION_TYPE ? (node as ConnectionNode) : undefined;
}

function connectionMissing(): CoincallError {
  return new CoincallError("COINCALL_CONFIG", "connectionMissing");
}

/**
 * A node that can't do anything: it says why, to its face and to whoever sends it a message.
 *
 * @param connectionProblem what is wrong with the connection, which reports it itself
 */
function runBrokenNode(
  RED: NodeAPI,
  node: Node,
  own: readonly CoincallError[],
  connectionProblem: CoincallError | undefined,
): NodeAtWork {
  const problems = own.map((problem) => translated(RED, problem));
  const first = problems[0] ?? connectionProblem;
  node.on("input", (_message, _send, done) => done(first));
  const notStarted = onFlowsStarted(RED, () => {
    if (first) node.status({ fill: "red", shape: "dot", text: first.message });
    for (const problem of problems) node.error(problem, {});
  });
  return { concernedBy: () => undefined, close: notStarted };
}
