import { type FlowNode, output } from "../../embedded/harness";
import { CHANNEL } from "./told";

/** Nodes that show something or reach out of Node-RED, and those that come with other palettes. */
const OUTSIDE = /^(?:debug|http request|e-mail|mqtt in|mqtt out|file|sqlite|ui-.*)$/;
const THEIR_CONFIGS = /^(?:mqtt-broker|sqlitedb|ui-(?:base|group|page|theme))$/;
/** What a broker's nodes say of themselves once it is there. */
const CONNECTED = 'node.status({ fill: "green", shape: "dot", text: "connected" });';

/** A flow in which everything that reaches outside reports what it is given, by the example and its name, and passes it on. */
export function withStandIns(example: string, flow: readonly FlowNode[]): FlowNode[] {
  return flow
    .filter(({ type }) => !THEIR_CONFIGS.test(type))
    .map((node) => (OUTSIDE.test(node.type) ? standInFor(example, node) : node))
    .concat(flow.filter(({ type }) => type === "tab").flatMap(({ id }) => witnesses(example, id)));
}

function standInFor(example: string, node: FlowNode): FlowNode {
  const { id, type, z, name, wires } = node;
  const isBroker = type.startsWith("mqtt");
  return {
    ...{ id, type: "function", z, name, wires, x: 0, y: 0, outputs: (wires as unknown[]).length },
    func: `${report(`${example}: ${name || type}`, "msg")}\nreturn msg;`,
    initialize: isBroker ? CONNECTED : "",
  };
}

/** Report the codes of errors, and the colours and shapes of what nodes show, but for yellow, which can be too short to be shown. */
function witnesses(example: string, z: string): FlowNode[] {
  return [
    { id: `${z}-catch`, type: "catch", z, x: 0, y: 0, scope: null, wires: [[`${z}-errors`]] },
    reporting(`${z}-errors`, z, `${example}: errors`, "{ code: msg.error.code ?? msg.error.message }"),
    { id: `${z}-status`, type: "status", z, x: 0, y: 0, scope: null, wires: [[`${z}-statuses`]] },
    reporting(
      `${z}-statuses`,
      z,
      `${example}: statuses`,
      '{ [msg.status.source.type]: msg.status.fill + " " + msg.status.shape }',
      'if (msg.status.fill === "yellow") return;',
    ),
  ];
}

function reporting(id: string, z: string, who: string, told: string, before = ""): FlowNode {
  return { ...output(id, z), func: before + report(who, told) };
}

function report(who: string, told: string): string {
  return `global.get("report")("${CHANNEL}", { who: ${JSON.stringify(who)}, told: ${told} });`;
}
