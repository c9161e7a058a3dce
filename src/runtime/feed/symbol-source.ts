import type { Node, NodeAPI } from "node-red";
import { CoincallError } from "../../protocol/error";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { isUnsetVariable, variableUnset } from "../properties";
import type { FeedProperties } from "./properties";

/**
 * The symbols of a saved node: its own list, or what a variable holds when the flows start.
 *
 * @throws CoincallError COINCALL_CONFIG when the variable holds no list of symbols
 */
export async function savedSymbols(
  RED: NodeAPI,
  node: Node,
  { symbols, symbolsType }: FeedProperties,
): Promise<readonly string[]> {
  if (symbolsType === "str") return ownList(symbols);
  if (symbols === "") return [];
  const list = listIn(await evaluate(RED, node, symbols, symbolsType));
  if (list.length > 0) return list;
  throw new CoincallError("COINCALL_CONFIG", "symbolsUnset", { source: `${symbolsType}.${symbols}` });
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
