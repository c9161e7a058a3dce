import type { EditorNode } from "../form/editor-node";
import { isInEditor } from "../form/new-nodes";
import { get } from "../server";
import { omitted } from "./notation";

/** What a node sent last. */
export interface LastMessage {
  readonly message: object;
  /** ms since 1970. */
  readonly at: number;
}

/** In the place of the parts of a list that the server leaves out: how many they are. */
const LEFT_OUT = "…";

/** The last message of a node as it runs; `undefined` of one that is not deployed so, or has sent nothing yet. */
export async function lastMessageOf(node: EditorNode): Promise<LastMessage | undefined> {
  if (!isInEditor(node.id) || node.changed) return undefined;
  try {
    const { body } = await get<Partial<LastMessage>>("coincall/last", { node: String(node.id) });
    const { message, at } = body;
    return message && at !== undefined ? { message: restored(message) as object, at } : undefined;
  } catch {
    // An example says enough.
    return undefined;
  }
}

function restored(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(restored);
  const count = (value as Readonly<Record<string, unknown>>)[LEFT_OUT];
  if (typeof count === "number") return omitted(count);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, restored(part)]));
}

/** When a message came, as people of a language write it; with the day if that is another one. */
export function timeOf(at: number, now: number, language: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const style = isToday ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "medium" };
  return new Intl.DateTimeFormat(language, style as Intl.DateTimeFormatOptions).format(at);
}
