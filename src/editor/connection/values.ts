/**
 * What the server needs to know of a connection node that it may not have yet: its saved properties, as texts.
 * `undefined` where none is chosen.
 */
export function connectionValues(id: string): Readonly<Record<string, string>> | undefined {
  const node = RED.nodes.node(id);
  if (!node) return undefined;
  const values = PROPERTIES.flatMap((property) => {
    const value = node[property];
    return value === undefined || value === null ? [] : [[property, String(value)]];
  });
  return { connection: id, ...Object.fromEntries(values) };
}

const PROPERTIES = ["environment", "url", "insecure", "tls"];
