import type { Node } from "node-red";

/** What a node sent last. */
export interface LastMessage {
  readonly message: object;
  /** ms since 1970, when what it tells came. */
  readonly at: number;
}

type Teller = () => LastMessage | undefined;

const tellers = new WeakMap<Node, Teller>();

/** A node says how its last message can be had, which it does not keep: a flow may have changed it. */
export function tellLastMessage(node: Node, teller: Teller): void {
  tellers.set(node, teller);
}

/** The last message of a node; `undefined` where it has sent none, or is no node that tells. */
export function lastMessageOf(node: Node): LastMessage | undefined {
  return tellers.get(node)?.();
}
