import type { NodeAPI, NodeMessage } from "node-red";

/** Finds something in a message; nothing where a part of the way is not there. */
export type Path = (message: object) => unknown;

/**
 * The way to a place in a message, as Node-RED's typed inputs name it: `payload.price`, `payload.bids[0]`. It is read once,
 * but for one that names others of the message, `payload[msg.topic]`.
 *
 * @throws Error where it is none
 */
export function pathOf(RED: NodeAPI, written: string): Path {
  const expression = written.startsWith("msg.") ? written.slice("msg.".length) : written;
  const parts = RED.util.normalisePropertyExpression(expression);
  if (expression.includes("[msg")) return (message) => found(RED, message, expression);
  const [first, second] = parts;
  if (first !== undefined && second !== undefined && parts.length === 2) {
    return (message) => partOf(partOf(message, first), second);
  }
  return (message) => parts.reduce(partOf, message as unknown);
}

function partOf(whole: unknown, part: string | number): unknown {
  return whole === undefined || whole === null ? undefined : (whole as Record<string, unknown>)[part];
}

function found(RED: NodeAPI, message: object, expression: string): unknown {
  try {
    return RED.util.getMessageProperty(message as NodeMessage, expression);
  } catch {
    return undefined;
  }
}
