import {
  catchAll,
  type FlowNode,
  type Message,
  node,
  output,
  type Properties,
  statusAll,
  tab,
} from "../harness";

/** What an alert says in a message. */
export interface Alert {
  readonly state: string;
  readonly value: unknown;
  readonly level: unknown;
  readonly change?: unknown;
  readonly since: number;
  readonly count: number;
  readonly acrossGap?: boolean;
  readonly simulated?: boolean;
}

export interface Told {
  readonly topic: string;
  readonly payload: unknown;
  readonly alert: Alert;
  readonly [other: string]: unknown;
}

export function toldIn(message: Message): Told {
  return message as unknown as Told;
}

/** Tells what is above 100, unless the properties say otherwise. */
export function alert(properties: Properties = {}): FlowNode {
  const { connection: _, ...rest } = node("coincall-alert", { level: "100", wires: [["output"], ["clear"]] });
  return { ...rest, id: "alert", type: "coincall-alert", ...properties };
}

/** Alerts without a connection; `set` writes levels into the context. */
export function flowOfAlerts(...alerts: FlowNode[]): FlowNode[] {
  const func = `flow.set("limit", msg.limit); global.set("limits", msg.global);`;
  const set: FlowNode = { id: "set", type: "function", z: "tab", x: 0, y: 0, func, outputs: 0, wires: [] };
  return [tab(), ...alerts, set, output(), output("clear"), ...catchAll(), ...statusAll()];
}
