import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connectionTo, type FlowNode, output, type Properties, ROOT } from "../../embedded/harness";
import type { StubExchange } from "../../support/stub-exchange";

/** A scripted exchange, or the simulator with a market to order. */
type Exchange = Pick<StubExchange, "url">;

/** What a user fills in after the import. */
export interface FilledIn {
  /** Takes the place of the simulator that is built in. */
  readonly exchange?: Exchange;
  /** Values of the node "settings", by the property of the message that they become. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Properties of nodes, by the name of the node, or its type if it has none. */
  readonly nodes?: Readonly<Record<string, Properties>>;
  /** Environment variables of Node-RED's settings, of the type "credential". */
  readonly variables?: Readonly<Record<string, string>>;
  /** Environment variables of the tab. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Rule {
  readonly p: string;
  readonly to: string;
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

/** A flow of the gallery as the import menu gives it; `name` is the path below `examples/`, without `.json`. */
export function example(name: string): FlowNode[] {
  return JSON.parse(readFileSync(join(ROOT, "examples", `${name}.json`), "utf8"));
}

/** The same flow with the fields filled in that its comment asks for, and nothing else changed. */
export function fillIn(flow: readonly FlowNode[], filledIn: FilledIn): FlowNode[] {
  const { exchange, settings, variables, env, nodes } = filledIn;
  let filled = [...flow];
  if (exchange) filled = filled.map((node) => toExchange(node, exchange));
  if (settings) filled = filled.map((node) => withSettings(node, settings));
  if (env) filled = filled.map((node) => withVariables(node, env));
  for (const [name, properties] of Object.entries(nodes ?? {})) {
    nodeOf(filled, name);
    filled = filled.map((node) => (isCalled(node, name) ? { ...node, ...properties } : node));
  }
  if (!variables) return filled;
  return [...filled.filter(({ type }) => type !== "global-config"), inSettings(variables)];
}

/** The same flow with a report to the harness's `output` whenever a node has dealt with a message. */
export function reporting(flow: readonly FlowNode[], name: string): FlowNode[] {
  const { id, z } = nodeOf(flow, name);
  const complete = { id: `${id}-complete`, type: "complete", z, scope: [id], wires: [["output"]] };
  return [...flow, complete, output("output", String(z))];
}

/** The same flow with a report to the harness's `output` of whatever a node sends. */
export function reportingWhatIsSent(flow: readonly FlowNode[], name: string): FlowNode[] {
  const { id, z } = nodeOf(flow, name);
  const reported = flow.map((node) =>
    node.id === id ? { ...node, wires: [[...(node.wires as string[][]).flat(), "output"]] } : node,
  );
  return [...reported, output("output", String(z))];
}

/** The id of the node of that name, or of that type if it has none. */
export function idOf(flow: readonly FlowNode[], name: string): string {
  return nodeOf(flow, name).id;
}

function nodeOf(flow: readonly FlowNode[], name: string): FlowNode {
  const node = flow.find((candidate) => isCalled(candidate, name));
  if (!node) throw new Error(`The example has no node "${name}".`);
  return node;
}

function isCalled({ name, type }: FlowNode, wanted: string): boolean {
  return (name || type) === wanted;
}

function toExchange(node: FlowNode, exchange: Exchange): FlowNode {
  if (node.type !== "coincall-connection") return node;
  return { ...node, ...connectionTo(exchange), id: node.id };
}

function withSettings(node: FlowNode, settings: Readonly<Record<string, string | number>>): FlowNode {
  if (node.name !== "settings") return node;
  const rules = node.rules as Rule[];
  const unknown = Object.keys(settings).filter((name) => !rules.some(({ p }) => p === name));
  if (unknown.length > 0) throw new Error(`The example has no setting ${unknown}.`);
  return { ...node, rules: rules.map((rule) => ({ ...rule, to: String(settings[rule.p] ?? rule.to) })) };
}

/** As the editor saves them: in a `global-config`, of which it keeps one only, the values among its credentials. */
function inSettings(variables: Readonly<Record<string, string>>): FlowNode {
  const names = Object.keys(variables);
  const has = Object.fromEntries(names.map((name) => [`has_${name}`, true]));
  return {
    id: "variables",
    type: "global-config",
    env: names.map((name) => ({ name, type: "cred", value: "" })),
    credentials: { map: { ...variables, ...has } },
  };
}

function withVariables(node: FlowNode, values: Readonly<Record<string, string>>): FlowNode {
  if (node.type !== "tab") return node;
  const variables = node.env as Variable[];
  return {
    ...node,
    env: variables.map((variable) => ({ ...variable, value: values[variable.name] ?? variable.value })),
  };
}
