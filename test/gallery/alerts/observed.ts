import { type FlowNode, output, type Properties } from "../../embedded/harness";
import { example } from "../support/example";
import type { Kind } from "./kinds";

/** Where it is looked at: what comes into the alert, and its two outputs. */
export type Place = "value" | "alert" | "clear";

/** Types of nodes. */
export const ALERT = /^coincall-alert$/;
export const FEED = /^coincall-(spot|greeks|order-book|balance|trades|kline)$/;
const CONNECTION = /^coincall-connection$/;

const EVERY: Properties = { emit: "every" };
/** At no hour are they quiet, unless a test wants it. */
const LOUD: Properties = { quietFrom: "", quietTo: "" };

/** The example, with what comes into its alert reported, and what it tells. */
export function observed(kind: Kind): FlowNode[] {
  const flow = example(pathOf(kind));
  const { id: alert, z } = ofType(flow, ALERT);
  const ids = { value: `${alert}-value`, alert: `${alert}-alert`, clear: `${alert}-clear` };
  const reports = (["value", "alert", "clear"] as const).map((place) => ({
    ...output(channel(kind, place), String(z)),
    id: ids[place],
  }));
  const wired = (wires: readonly string[]) => (wires.includes(alert) ? [...wires, ids.value] : wires);
  return [
    ...flow.map((node) => {
      const { id, type, wires } = node;
      const filledIn = { ...node, ...(FEED.test(type) && EVERY), ...kind.filledIn?.[type], id, type };
      if (ALERT.test(type)) {
        const [told = [], over = []] = wires as string[][];
        return {
          ...filledIn,
          ...LOUD,
          wires: [
            [...told, ids.alert],
            [...over, ids.clear],
          ],
        };
      }
      return wires ? { ...filledIn, wires: (wires as string[][]).map(wired) } : filledIn;
    }),
    ...reports,
    ...observers(kind, String(z)),
  ];
}

/** Of the status of its nodes, and of errors, which it should never have. */
function observers({ name }: Kind, z: string): FlowNode[] {
  return ["status", "catch"].flatMap((type) => {
    const reporter = { ...output(type, z), id: `report ${type} of ${name}` };
    return [{ id: `${type} of ${name}`, type, z, x: 0, y: 0, scope: null, wires: [[reporter.id]] }, reporter];
  });
}

/** As somebody has them who imports them one after the other, and takes the connection that is there. */
export function onOneConnection(flows: readonly FlowNode[]): FlowNode[] {
  const { id: shared } = ofType(flows, CONNECTION);
  return flows
    .filter(({ id, type }) => !CONNECTION.test(type) || id === shared)
    .map((node) => (node.connection ? { ...node, connection: shared } : node));
}

/** The node of a kind's example that has such a type. */
export function nodeOf(kind: Kind, wanted: RegExp): FlowNode {
  return ofType(example(pathOf(kind)), wanted);
}

function ofType(flow: readonly FlowNode[], wanted: RegExp): FlowNode {
  const found = flow.find(({ type }) => wanted.test(type));
  if (!found) throw new Error(`The example has no ${wanted}.`);
  return found;
}

function pathOf({ name }: Kind): string {
  return `02 Alerts/${name}`;
}

/** Under which name it is reported. */
export function channel({ name }: Kind, place: Place): string {
  return `${place} of ${name}`;
}
