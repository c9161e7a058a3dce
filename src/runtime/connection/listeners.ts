/**
 * Whom Node-RED tells an error of a config node: each of its users passes it on to the Catch nodes that it can reach,
 * so that twenty users on a tab are twenty messages. These functions find the few users that are enough.
 */

/** A node of the flows as it is saved, with what matters of groups, subflows and Catch nodes. */
export interface SavedNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  /** The group that it is in. */
  readonly g?: string;
  /** Whether it is disabled. */
  readonly d?: boolean;
  /** Of a Catch node: all of its flow, its group, or these nodes. */
  readonly scope?: unknown;
  /** Of a Catch node: whether it wants only what no other has caught. */
  readonly uncaught?: boolean;
}

/** A node at work. In an instance of a subflow it has an id of its own, `z` is the instance, `_alias` the saved id. */
export interface PlacedNode {
  readonly id: string;
  readonly z: string;
  readonly g?: string;
  readonly _alias?: string;
}

/**
 * As few of the nodes as reach every Catch node that any of them reaches: one a tab, an instance of a subflow, and a
 * group with a Catch node of its own.
 *
 * @param flows all nodes as they are saved
 */
export function oneAScope<Placed extends PlacedNode>(
  nodes: readonly Placed[],
  flows: readonly SavedNode[],
): readonly Placed[] {
  const saved = new Map(flows.map((node) => [node.id, node]));
  const catches = flows.filter(({ type, d }) => type === "catch" && !d);
  const reaching = nodes.map((node) => ({ node, listeners: listenersOf(node, catches, saved) }));
  // Whoever reaches the most goes first: a node in a group may speak for all of its tab.
  reaching.sort((one, other) => other.listeners.length - one.listeners.length);
  const reached = new Set<string>();
  const enough: Placed[] = [];
  for (const { node, listeners } of reaching) {
    if (listeners.every((listener) => reached.has(listener))) continue;
    for (const listener of listeners) reached.add(listener);
    enough.push(node);
  }
  return enough;
}

/** The Catch nodes that hear of an error of a node, each by a name that is its own in every instance of a subflow. */
function listenersOf(
  node: PlacedNode,
  catches: readonly SavedNode[],
  saved: ReadonlyMap<string, SavedNode>,
): readonly string[] {
  const flow = saved.get(node.z);
  const [, subflow] = flow?.type.split("subflow:") ?? [];
  // The instance of a subflow within a subflow is not saved: it is a scope of its own.
  if (!flow) return [node.z];
  const id = node._alias ?? node.id;
  const own = catches.filter(
    (listener) => listener.z === (subflow ?? node.z) && hears(listener, id, node.g, saved),
  );
  const first = own.filter(({ uncaught }) => !uncaught);
  const heard = first.length > 0 ? first : own;
  if (heard.length > 0) return heard.map((listener) => `${node.z} ${listener.id}`);
  // What nobody catches in a subflow, its instance passes on to where it stands.
  return subflow === undefined ? [] : listenersOf(flow as PlacedNode, catches, saved);
}

function hears(
  { g: group, scope }: SavedNode,
  id: string,
  within: string | undefined,
  saved: ReadonlyMap<string, SavedNode>,
): boolean {
  if (Array.isArray(scope)) return scope.includes(id);
  return scope !== "group" || group === undefined || isWithin(within, group, saved);
}

/** Groups can be in groups. */
function isWithin(inner: string | undefined, outer: string, saved: ReadonlyMap<string, SavedNode>): boolean {
  for (let group = inner; group !== undefined; group = saved.get(group)?.g) if (group === outer) return true;
  return false;
}
