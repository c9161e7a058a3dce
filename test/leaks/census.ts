import type { FlowNode, NodeRed } from "../embedded/harness";

/** What Node-RED's process holds on to. */
export interface Census {
  /** Sockets, timers and the like, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  /** Of the process, and of Node-RED's events. */
  readonly listeners: number;
  /** Bytes; the heap's after a collection of garbage. */
  readonly rss: number;
  readonly heapUsed: number;
  /** ms, how late the event loop was since the last census: 99th percentile. */
  readonly delay: number;
}

const CENSUS = "census";
const TAB = "census-tab";

/** A tab that takes the census when it is told to. It never changes, so that partial deploys leave it alone. */
export const CENSUS_TAB: readonly FlowNode[] = [
  { id: TAB, type: "tab", label: TAB },
  {
    id: CENSUS,
    type: "function",
    z: TAB,
    func: `global.get("report")("${CENSUS}", { payload: global.get("census")() });`,
    outputs: 0,
    wires: [],
  },
];

export async function takeCensus(nodeRed: NodeRed): Promise<Census> {
  nodeRed.send(CENSUS, {});
  return (await nodeRed.nextMessage<Census>(() => true, { output: CENSUS })).payload;
}

/** All of them together, but for what is done in the next moment anyway. */
export function handlesIn({ resources: { Immediate: _soonDone, ...lasting } }: Census): number {
  return Object.values(lasting).reduce((sum, count) => sum + count, 0);
}
