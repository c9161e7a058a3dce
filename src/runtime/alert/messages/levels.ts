import type { Node, NodeAPI, NodeMessage } from "node-red";
import { isMove, levelsOf } from "../../../alert/rule";
import { compare } from "../../../alert/values/comparison";
import { isValue, readValue } from "../../../alert/values/value";
import { CoincallError } from "../../../protocol/error";
import { isUnsetVariable, notAboveZero, variableUnset } from "../../properties";
import { quoteProperty } from "../../written-properties";
import type { AlertProperties, LevelType } from "../properties";
import { pathOf } from "./path";
import type { Places } from "./places";

/** What the levels are for a message; a promise where a store of the context takes its time. */
export type Levels = (message: object) => readonly unknown[] | Promise<readonly unknown[]>;

/** ms after which a store of the context that does not answer has nothing. */
const PATIENCE = 5_000;

type Name = "level" | "level2";
type Source = (message: object) => unknown;

/** Where the levels of a node are found, and what is wrong with that. */
export function levelsIn(
  RED: NodeAPI,
  node: Node,
  properties: AlertProperties,
): { readonly levels: Levels; readonly problems: readonly CoincallError[] } {
  const names = (["level", "level2"] as const).slice(0, levelsOf(properties.condition));
  const problems: CoincallError[] = [];
  const sources = names.map((name) => {
    const found = sourceOf(RED, node, name, properties);
    if (!(found instanceof CoincallError)) return found;
    problems.push(found);
    return () => undefined;
  });
  if (names.every((name) => isConstant(properties[`${name}Type`]))) {
    const constant = sources.map((source) => source({}));
    return { levels: () => constant, problems };
  }
  return { levels: (message) => together(sources.map((source) => source(message))), problems };
}

/** As messages and people name it: `flow.limit`. */
export function nameOfLevel(properties: Places, name: Name): string {
  const type = properties[`${name}Type`];
  return isConstant(type) ? name : `${type}.${properties[name]}`;
}

function isConstant(type: LevelType): type is "num" | "env" {
  return type === "num" || type === "env";
}

function sourceOf(RED: NodeAPI, node: Node, name: Name, properties: AlertProperties): Source | CoincallError {
  const { [name]: written, [`${name}Type` as const]: type, condition } = properties;
  if (written === "") return new CoincallError("COINCALL_CONFIG", "levelMissing", { property: name });
  if (isConstant(type)) {
    const found = type === "num" ? written : RED.util.evaluateNodeProperty(written, "env", node, {});
    return constant(name, found, written, isMove(condition));
  }
  if (type === "msg") return inMessage(RED, name, written);
  return (message) => inContext(RED, node, written, type, message);
}

function constant(
  property: Name,
  found: unknown,
  written: string,
  isDistance: boolean,
): Source | CoincallError {
  const level = readValue(found);
  if (isValue(level)) {
    return isDistance && compare(level, 0) <= 0
      ? notAboveZero(property, quoteProperty(written))
      : () => level;
  }
  if (isUnsetVariable(written) || level === "absent") return variableUnset(property, quoteProperty(written));
  const value = quoteProperty(written);
  return new CoincallError("COINCALL_CONFIG", "notOfType", { property, value, type: "number" });
}

function inMessage(RED: NodeAPI, property: Name, written: string): Source | CoincallError {
  try {
    return pathOf(RED, written);
  } catch {
    return new CoincallError("COINCALL_CONFIG", "noPath", { property, value: quoteProperty(written) });
  }
}

/** Nothing where it can't be read. Stores in memory answer at once. */
function inContext(
  RED: NodeAPI,
  node: Node,
  name: string,
  type: "flow" | "global",
  message: object,
): unknown {
  let isAnswered = false;
  let answer: unknown;
  let later = (_answer: unknown) => {};
  const heard = (error: unknown, value: unknown) => {
    isAnswered = true;
    answer = error ? undefined : value;
    later(answer);
  };
  try {
    RED.util.evaluateNodeProperty(name, type, node, message as NodeMessage, heard);
  } catch (error) {
    heard(error, undefined);
  }
  if (isAnswered) return answer;
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve(undefined), PATIENCE);
    later = (value) => {
      clearTimeout(deadline);
      resolve(value);
    };
  });
}

function together(found: readonly unknown[]): readonly unknown[] | Promise<readonly unknown[]> {
  return found.some((level) => level instanceof Promise) ? Promise.all(found) : found;
}
