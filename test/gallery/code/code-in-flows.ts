import type { FlowNode } from "../../embedded/harness";

/** What in a flow is a program, and how much of it there is. */

/** Code of a node. */
export interface Code {
  readonly node: FlowNode;
  readonly text: string;
}

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/gi;
/** Of a page that Vue draws, where code is at home. */
const PAGE = "ui-template";
/** For people to read. */
const PROSE = ["info", "name", "label"];
/** Where a function node has its code. */
const OF_FUNCTIONS = ["func", "initialize", "finalize"];

/** JavaScript that Node-RED runs, or sends elsewhere than to a page of the dashboard. */
export function javascriptIn(flow: readonly FlowNode[]): Code[] {
  return flow.filter(({ type }) => type !== PAGE).flatMap(codeOf);
}

/** JavaScript in the pages of the dashboard, which the browser runs. */
export function pageCodeIn(flow: readonly FlowNode[]): Code[] {
  return flow.filter(({ type }) => type === PAGE).flatMap(scriptsOf);
}

/** What is written in JSONata. */
export function expressionsIn(flow: readonly FlowNode[]): Code[] {
  return flow.flatMap((node) => expressionsOf(node).map((text) => ({ node, text })));
}

/** Without empty lines. */
export function linesOf(code: readonly Code[]): number {
  return code.flatMap(({ text }) => text.split("\n")).filter((line) => line.trim() !== "").length;
}

function codeOf(node: FlowNode): Code[] {
  const whole = wholeOf(node).map((text) => ({ node, text: String(text ?? "") }));
  return [...whole, ...scriptsOf(node)];
}

/** The properties of a node that are nothing but code. */
function wholeOf(node: FlowNode): unknown[] {
  if (node.type === "function") return OF_FUNCTIONS.map((property) => node[property]);
  if (node.type === "exec") return [node.command];
  return node.type === "template" && node.format === "javascript" ? [node.template] : [];
}

function scriptsOf(node: FlowNode): Code[] {
  const texts = Object.entries(node).filter(([property]) => !PROSE.includes(property));
  return texts
    .flatMap(([, value]) => [...String(value).matchAll(SCRIPT)])
    .map(([, text = ""]) => ({ node, text }));
}

/** A typed input stands beside its type: `to` and `tot`, `vt` and `v`, `property` and `propertyType`. */
function expressionsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const typed = entries
    .filter(([, type]) => type === "jsonata")
    .map(([name]) => name.replace(/Type$|t$/, "") || "value");
  const named = entries.filter(([name]) => name === "reduceExp" || typed.includes(name));
  const asked = entries.filter(([name]) => name === "v" && "t" in value && value.t === "jsonata_exp");
  const own = [...named, ...asked].map(([, text]) => String(text)).filter((text) => text !== "");
  const variable =
    "type" in value && value.type === "jsonata" && "value" in value ? [String(value.value)] : [];
  return [...own, ...variable, ...entries.flatMap(([, inner]) => expressionsOf(inner))];
}
