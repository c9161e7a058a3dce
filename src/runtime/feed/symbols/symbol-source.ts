import type { Node, NodeAPI } from "node-red";
import { CoincallError } from "../../../protocol/error";
import { symbolsIn } from "../../../protocol/symbols/symbol-list";
import { isUnsetVariable, variableUnset } from "../../properties";
import type { FeedProperties } from "../properties";

/**
 * The symbols of a saved node: its own list, or what a variable holds now. `undefined` for a variable of the context
 * that is not there yet.
 *
 * @throws CoincallError COINCALL_CONFIG when the variable holds no list of symbols
 */
export async function savedSymbols(
  RED: NodeAPI,
  node: Node,
  { symbols, symbolsType }: FeedProperties,
): Promise<readonly string[] | undefined> {
  if (symbolsType === "str") return ownList(symbols);
  if (symbols === "") return [];
  const value = await evaluate(RED, node, symbols, symbolsType);
  const list = listIn(value);
  if (list.length > 0) return list;
  if (isInContext({ symbolsType }) && isEmpty(value)) return undefined;
  throw new CoincallError("COINCALL_CONFIG", "symbolsUnset", { source: sourceOf({ symbols, symbolsType }) });
}

/** The variable, as messages name it: `flow.coins`. */
export function sourceOf({ symbols, symbolsType }: Pick<FeedProperties, "symbols" | "symbolsType">): string {
  return `${symbolsType}.${symbols}`;
}

/** What to say of a variable that has not been set for a while. */
export function symbolsAwaited(properties: Pick<FeedProperties, "symbols" | "symbolsType">): CoincallError {
  return new CoincallError("COINCALL_CONFIG", "symbolsAwaited", { source: sourceOf(properties) });
}

/** Set to nothing is not set yet: flows begin so. */
function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Whether they are where a flow can set them at any time. */
export function isInContext({ symbolsType }: Pick<FeedProperties, "symbolsType">): boolean {
  return symbolsType === "flow" || symbolsType === "global";
}

function ownList(symbols: string): readonly string[] {
  if (isUnsetVariable(symbols)) throw variableUnset("symbols", symbols);
  return symbolsIn(symbols);
}

function listIn(value: unknown): readonly string[] {
  if (typeof value === "string") return symbolsIn(value);
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? symbolsIn(value) : [];
}

function evaluate(RED: NodeAPI, node: Node, name: string, type: "env" | "flow" | "global"): Promise<unknown> {
  return new Promise((resolve, reject) => {
    RED.util.evaluateNodeProperty(name, type, node, {}, (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}
