import type { NodeAPI } from "node-red";

/**
 * Runs an action once all nodes of the deploy exist: before, an error would find no Catch node, a status no Status
 * node, and a message nobody to receive it.
 *
 * @returns takes it back
 */
export function onFlowsStarted(RED: NodeAPI, action: () => void): () => void {
  const waiting = waitingFor(RED);
  waiting.add(action);
  return () => waiting.delete(action);
}

const lists = new WeakMap<NodeAPI["events"], Set<() => void>>();

/** One listener for the whole palette, because Node-RED's events warn of a leak when there are many. */
function waitingFor(RED: NodeAPI): Set<() => void> {
  const known = lists.get(RED.events);
  if (known) return known;
  const waiting = new Set<() => void>();
  lists.set(RED.events, waiting);
  RED.events.on("flows:started", () => {
    const actions = [...waiting];
    waiting.clear();
    for (const action of actions) action();
  });
  return waiting;
}
