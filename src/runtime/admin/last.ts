import type { NodeAPI } from "node-red";
import { words } from "../../protocol/text/words";
import { lastMessageOf } from "../last-messages";

/** Parts of a list that are told, and characters of a text: a form has no room for more. */
const MOST_PARTS = 2;
const LONGEST_TEXT = 64;
/** In the place of the parts that are left out: how many they are. */
const LEFT_OUT = "…";

/** The last message of a node, as much of it as a form shows; nothing where there is none. */
export function lastMessage(RED: NodeAPI, id: unknown): object {
  const node = typeof id === "string" ? RED.nodes.getNode(id) : null;
  const last = node ? lastMessageOf(node) : undefined;
  return last ? { at: last.at, message: excerptOf(last.message) } : {};
}

function excerptOf(value: unknown): unknown {
  if (typeof value === "string") return words(value, LONGEST_TEXT);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return excerptOfList(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, excerptOf(part)]));
}

function excerptOfList(list: readonly unknown[]): readonly unknown[] {
  const told = list.slice(0, MOST_PARTS).map(excerptOf);
  const more = list.length - told.length;
  return more === 0 ? told : [...told, { [LEFT_OUT]: more }];
}
