import { CHANNELS } from "../protocol/channels";
import { VALUES } from "../protocol/decode";
import type { EditorNode } from "./form/editor-node";
import { field } from "./form/form";

/** @param type of a node, `coincall-spot` */
export function valuesOf(type: string): readonly string[] {
  const channel = Object.values(CHANNELS).find(({ name }) => type === `coincall-${name}`);
  return (channel && VALUES[channel.name]) ?? [];
}

/** Offers each value that can be sent in the place of the whole payload, and what was saved, be it one or not. */
export function prepareValues(node: EditorNode): void {
  const select = field(node, "value");
  if (!select) return;
  const saved = String(node.value ?? "");
  const known = valuesOf(String(node.type));
  const names = saved === "" || known.includes(saved) ? known : [...known, saved];
  for (const name of names) select.append(new Option(name, name));
  $(select).val(saved);
}
