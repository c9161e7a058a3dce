import {
  connection,
  type FlowNode,
  KEY,
  node,
  type Properties,
  SECRET,
  tab,
} from "../../test/embedded/harness";

/** The symbols of the flow that most faults are played on. */
export const SYMBOLS = ["BTCUSD", "ETHUSD"] as const;

/** Seconds: as impatient as the contract allows, so that a fault need not take half a minute. */
export const HEARTBEAT = { heartbeatInterval: 1, heartbeatTimeout: 1 };

/** A connection to an address, with credentials of no account. */
export function connectionTo(url: string, properties: Properties = {}): FlowNode {
  const credentials = { apiKey: KEY, apiSecret: SECRET };
  return connection({ environment: "custom", url, credentials, ...HEARTBEAT, ...properties });
}

/** Books and trades of both perpetuals: books so that data comes often, trades because each of them counts. */
export const WATCHED: readonly FlowNode[] = [
  node("coincall-order-book", { endpoint: "futures", symbols: SYMBOLS.join(), depth: 1 }),
  node("coincall-trades", { endpoint: "futures", symbols: SYMBOLS.join() }),
];

/** What every fault looks at: the messages, what becomes of the link, and the errors. */
export function flowAround(connectionNode: FlowNode, watched: readonly FlowNode[]): FlowNode[] {
  return [
    tab(),
    connectionNode,
    ...watched,
    { ...node("coincall-status"), wires: [["link"]] },
    reporter("output"),
    reporter("link"),
    { id: "caught", type: "catch", z: "tab", scope: null, wires: [["catch"]] },
    reporter("catch"),
  ];
}

/** Reports what it receives, and what an object has that nobody gave it: a polluted prototype would show. */
function reporter(id: string): FlowNode {
  const func = `
    const polluted = [];
    for (const key in msg) if (!Object.hasOwn(msg, key)) polluted.push(key);
    if (polluted.length > 0) msg.polluted = polluted;
    global.get("report")(${JSON.stringify(id)}, msg);`;
  return { id, type: "function", z: "tab", func, outputs: 0, wires: [] };
}
