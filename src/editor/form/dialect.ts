/** The protocol of a connection node, by its id, if it is known. */
export function dialectOf(connection: string): string | undefined {
  const node = RED.nodes.node(connection);
  return node ? String(node.protocol ?? "signed") : undefined;
}
