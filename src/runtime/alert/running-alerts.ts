import type { Node } from "node-red";
import type { Written } from "./text/writer";

/** What a deployed alert can be asked for, or told, by a form. */
export interface RunningAlert {
  /** The message that came last, of those that are kept. */
  latest(): object | undefined;
  /** Sends a test, and tells what it sent. */
  test(): Promise<Written>;
}

const RUNNING = new WeakMap<Node, RunningAlert>();

export function runs(node: Node, alert: RunningAlert): void {
  RUNNING.set(node, alert);
}

export function runsNoMore(node: Node): void {
  RUNNING.delete(node);
}

/** `undefined` for a node that can't work, or is none. */
export function runningAlert(node: Node | null): RunningAlert | undefined {
  return node ? RUNNING.get(node) : undefined;
}
