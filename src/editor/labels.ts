import { isPlainSymbol } from "../protocol/symbols/symbols";
import { type EditorNode, savedValue } from "./form/editor-node";
import { symbolsBeside } from "./symbols/typed-words";
import { text } from "./texts";

/** `Built-in simulator`, or the host of an address of one's own: where the connection leads. */
export function connectionLabel(node: EditorNode): string {
  const environment = saved(node, "environment");
  const host = environment === "custom" ? hostOf(saved(node, "url")) : "";
  return host || (ENVIRONMENTS[environment]?.() ?? environment);
}

/** As the form has them. */
const ENVIRONMENTS: Readonly<Record<string, () => string>> = {
  live: () => text("environment.live"),
  beta: () => text("environment.beta"),
  simulator: () => text("environment.simulator"),
  custom: () => text("environment.custom"),
};

/** Nothing else of the address: people paste the whole of it, with their key in it. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}

/** `greeks BTCUSD-27DEC26-100000-C +2`: what the node watches. */
export function watchLabel(node: EditorNode): string {
  const parts = [node._def.paletteLabel?.(), symbolsLabel(node), detail(node)];
  return parts.filter((part) => part).join(" ");
}

function symbolsLabel(node: EditorNode): string {
  const source = saved(node, "symbols").trim();
  const type = saved(node, "symbolsType");
  if (source === "") return "";
  if (type === "env") return `\${${source}}`;
  if (source.startsWith("${")) return source;
  if (type === "flow" || type === "global") return `${type}.${source}`;
  const [first = "", ...others] = symbolsBeside(source);
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** The period of candles, and the expiry of a chain unless an option's name tells it. */
function detail(node: EditorNode): string {
  const needsExpiry = symbolsBeside(saved(node, "symbols")).some(isPlainSymbol);
  return saved(node, "period") || (needsExpiry ? saved(node, "expiry") : "");
}

function saved(node: EditorNode, property: string): string {
  return String(savedValue(node, property) ?? "");
}
