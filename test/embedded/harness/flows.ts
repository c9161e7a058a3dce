/** Parts of flows, as Node-RED saves them. Ids default to what the part is, since most flows need one of each. */

export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export type Properties = Readonly<Record<string, unknown>>;

const TAB = "tab";
const CONNECTION = "connection";
const OUTPUT = "output";
/** Node-RED takes a node without a place on the canvas for a config node. */
const PLACE = { x: 0, y: 0 };

export function tab(id = TAB): FlowNode {
  return { id, type: "tab", label: id };
}

/** A connection to the built-in exchange, unless the properties say otherwise. */
export function connection(properties: Properties = {}): FlowNode {
  return { id: CONNECTION, type: "coincall-connection", environment: "simulator", ...properties };
}

/** A palette node on the tab, wired to the output. Its id is its type without the prefix: `kline`. */
export function node(type: string, properties: Properties = {}): FlowNode {
  const id = type.replace("coincall-", "");
  return { id, type, z: TAB, ...PLACE, connection: CONNECTION, wires: [[OUTPUT]], ...properties };
}

/** Reports what it receives on a channel of that name. */
export function output(id = OUTPUT, z = TAB): FlowNode {
  const func = `global.get("report")(${JSON.stringify(id)}, msg);`;
  return { id, type: "function", z, ...PLACE, func, outputs: 0, wires: [] };
}

/** Reports the errors of every node on the tab. */
export function catchAll(z = TAB): FlowNode[] {
  const reporter = output("catch", z);
  return [{ id: `${z}-catch`, type: "catch", z, ...PLACE, scope: null, wires: [[reporter.id]] }, reporter];
}

/** Reports the status of every node on the tab. */
export function statusAll(z = TAB): FlowNode[] {
  const reporter = output("status", z);
  return [{ id: `${z}-status`, type: "status", z, ...PLACE, scope: null, wires: [[reporter.id]] }, reporter];
}

/** A whole flow around some nodes: tab, connection to the built-in exchange, output, errors and status. */
export function flowOf(...nodes: FlowNode[]): FlowNode[] {
  const connections = nodes.some(({ type }) => type === "coincall-connection") ? [] : [connection()];
  return [tab(), ...connections, ...nodes, output(), ...catchAll(), ...statusAll()];
}
