/** What the forms share in texts lives in the connection node's catalogue; Node-RED keeps one catalogue a file. */
const CATALOGUE = "@optionflow/node-red-coincall/coincall-connection";

/** A text of the shared catalogue, with `__name__` in it replaced by the values. */
export function text(key: string, values?: Readonly<Record<string, unknown>>): string {
  return RED._(fullKey(key), values);
}

/** What Node-RED finds a text of the shared catalogue by, wherever it is asked for it. */
export function fullKey(key: string): string {
  return `${CATALOGUE}:${key}`;
}
