import type { NodeAPI, NodeStatus } from "node-red";
import { alertText } from "./alert-texts";

/** What the status of an alert depends on. */
export interface AlertView {
  /** Why the node can't judge, or what it last could not. */
  readonly problem: string | undefined;
  /** The latest alert that holds, in brief. */
  readonly alert: string | undefined;
  readonly topics: number;
  readonly areSimulated: boolean;
}

/** Characters of an alert in a status. */
const LONGEST = 60;

/** Source: docs/contract.md, "`coincall-alert`". */
export function alertStatus(RED: NodeAPI, { problem, alert, topics, areSimulated }: AlertView): NodeStatus {
  if (problem !== undefined) return { fill: "red", shape: "dot", text: problem };
  if (alert !== undefined) return { fill: "yellow", shape: "dot", text: alert };
  if (topics === 0) return { fill: "grey", shape: "ring", text: alertText(RED, "status.waiting") };
  const text = alertText(RED, "status.watched", { count: topics });
  return { fill: areSimulated ? "blue" : "green", shape: "dot", text };
}

/** The beginning of an alert's text, for a status. */
export function briefly(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
