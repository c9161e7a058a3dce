import { isNone } from "../form/connection-problem";
import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import { beginNode, isInEditor, isNew } from "../form/new-nodes";

const TYPE = "coincall-connection";

/** The id of the one that somebody last pressed "Done" with. */
let lastSaved = "";

/** A node and the connection that it uses. */
export interface Use {
  readonly connection: string;
  /** The id of the flow that the node is in. */
  readonly flow: string;
}

/**
 * The connection that a new node begins with: the only one there is, or else the one that was last used.
 *
 * @param usable the ids of those that a node of that flow can use
 * @param uses the nodes that use connections, the oldest first
 * @param last the one that was last chosen since the editor was opened
 */
export function usualConnection(
  usable: readonly string[],
  uses: readonly Use[],
  last: string,
  flow: string,
): string | undefined {
  if (usable.length === 1) return usable[0];
  const known = uses.filter(({ connection }) => usable.includes(connection));
  if (usable.includes(last)) return last;
  return (known.findLast((use) => use.flow === flow) ?? known.at(-1))?.connection;
}

/** A node that comes from the palette gets a connection, as far as it is clear which. What is pasted stays as it is. */
export function beginWithConnection(node: EditorNode & { connection?: unknown }): void {
  if (isInEditor(node.id)) return;
  beginNode(node);
  node.connection = usualFor(node) ?? "";
}

/** The same in the form of a new node that came before there was any. */
export function proposeConnection(node: EditorNode): void {
  const select = field(node, "connection");
  if (!select || !isNew(node) || !isNone($(select).val())) return;
  const usual = usualFor(node);
  if (usual !== undefined) $(select).val(usual);
}

/** Somebody has chosen it. */
export function rememberConnection(node: EditorNode): void {
  const chosen = currentValue(node, "connection");
  if (!isNone(chosen)) lastSaved = String(chosen);
}

function usualFor({ z }: EditorNode): string | undefined {
  const usable: string[] = [];
  RED.nodes.eachConfig((config) => {
    // One of another flow, or one that is disabled, works for nobody here.
    if (config.type === TYPE && !config.d && (!config.z || config.z === z)) usable.push(String(config.id));
  });
  const uses: Use[] = [];
  RED.nodes.eachNode((node) => {
    if (typeof node.connection === "string") uses.push({ connection: node.connection, flow: String(node.z) });
  });
  return usualConnection(usable, uses, lastSaved, String(z));
}
