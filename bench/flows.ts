import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, type FlowNode, node, type Properties, tab } from "../test/embedded/harness/flows";
import { KEY, SECRET } from "../test/embedded/harness/live";

const SINK: FlowNode = { id: "output", type: "bench-sink", z: "tab", x: 0, y: 0, wires: [] };

/** Palette nodes on one connection to the exchange, all wired to the sink. */
export function paletteFlow(url: string, nodes: readonly FlowNode[]): FlowNode[] {
  const credentials = { apiKey: KEY, apiSecret: SECRET };
  return [tab(), connection({ environment: "custom", url, credentials }), ...nodes, SINK];
}

/** Several nodes that are alike. */
export function copies(count: number, type: string, properties: Properties): FlowNode[] {
  return Array.from({ length: count }, (_, index) => node(type, { ...properties, id: `node-${index}` }));
}

/**
 * The same with core nodes only: websocket in, json, and a function that makes the palette's payload.
 *
 * @param mapping a file of core-flow/, without its extension
 */
export function coreFlow(url: string, mapping: string): FlowNode[] {
  const func = readFileSync(join(__dirname, `core-flow/${mapping}.js`), "utf8");
  const place = { z: "tab", x: 0, y: 0 };
  return [
    tab(),
    { id: "client", type: "websocket-client", path: url, tls: "", wholemsg: "false", hb: "0" },
    { id: "in", type: "websocket in", ...place, server: "", client: "client", wires: [["json"]] },
    { id: "json", type: "json", ...place, property: "payload", action: "obj", wires: [["map"]] },
    { id: "map", type: "function", ...place, func, outputs: 1, wires: [["output"]] },
    SINK,
  ];
}

/** The one node of bench/afternoon/ that receives it all by itself. */
export function afternoonFlow(url: string, channel: string): FlowNode[] {
  const place = { z: "tab", x: 0, y: 0 };
  return [
    tab(),
    { id: "afternoon", type: "bench-afternoon", ...place, url, channel, wires: [["output"]] },
    SINK,
  ];
}
