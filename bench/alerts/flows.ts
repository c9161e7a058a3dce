import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FlowNode, type Properties, tab } from "../../test/embedded/harness/flows";

/** The node that sends what is judged. */
export const SOURCE = "source";

const PLACE = { z: "tab", x: 0, y: 0 };
const SINK: FlowNode = { id: "output", type: "bench-sink", ...PLACE, wires: [] };
const LEVEL = "103";
/** Where it is over: the level less the hysteresis. */
const BACK = "102";

/** Messages that are judged by some nodes, of which the first is first. */
export function judging(...judges: readonly FlowNode[]): FlowNode[] {
  const wires = [[judges[0]?.id ?? SINK.id]];
  return [tab(), { id: SOURCE, type: "bench-source", ...PLACE, wires }, ...judges, SINK];
}

export function alertNode(properties: Properties): FlowNode {
  return { id: "alert", type: "coincall-alert", ...PLACE, ...properties, wires: [[SINK.id], [SINK.id]] };
}

/** A function node with a rule of rules/. */
export function functionNode(rule: string): FlowNode {
  const func = readFileSync(join(__dirname, `rules/${rule}.js`), "utf8");
  const initialize = 'context.set("topics", new Map());';
  return {
    id: "function",
    type: "function",
    ...PLACE,
    func,
    initialize,
    outputs: 2,
    wires: [[SINK.id], [SINK.id]],
  };
}

/** Core nodes that tell once a topic that a level is passed, and once that it no longer is. */
export const BY_FILTER: readonly FlowNode[] = [
  levelSwitch("above", "over"),
  changeNode("above", ["payload", "above", "str"], "filter"),
  changeNode("over", ["payload", "over", "str"], "filter"),
  {
    id: "filter",
    type: "rbe",
    ...PLACE,
    func: "rbe",
    property: "payload",
    septopics: true,
    topi: "topic",
    wires: [[SINK.id]],
  },
];

/** Core nodes that tell once a topic that a level is passed, until it no longer is. */
export const BY_TRIGGER: readonly FlowNode[] = [
  levelSwitch("trigger", "over"),
  changeNode("over", ["reset", "true", "bool"], "trigger"),
  {
    id: "trigger",
    type: "trigger",
    ...PLACE,
    op1: "above",
    op1type: "str",
    op2: "",
    op2type: "nul",
    duration: "0",
    extend: false,
    units: "ms",
    bytopic: "topic",
    topic: "topic",
    outputs: 1,
    wires: [[SINK.id]],
  },
];

/** To the one node what is above the level, to the other what is back by the hysteresis; what is between them to none. */
function levelSwitch(above: string, over: string): FlowNode {
  const rules = [
    { t: "gt", v: LEVEL, vt: "num" },
    { t: "lt", v: BACK, vt: "num" },
  ];
  return {
    id: "switch",
    type: "switch",
    ...PLACE,
    property: "payload.price",
    propertyType: "msg",
    rules,
    checkall: "false",
    repair: false,
    outputs: 2,
    wires: [[above], [over]],
  };
}

function changeNode(id: string, [p, to, tot]: readonly [string, string, string], next: string): FlowNode {
  return { id, type: "change", ...PLACE, rules: [{ t: "set", p, pt: "msg", to, tot }], wires: [[next]] };
}
