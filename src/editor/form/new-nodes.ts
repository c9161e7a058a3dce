import type { EditorNode } from "./editor-node";

/** Those that came from the palette and were never left by "Done", by id. */
const begun = new Set<string>();

/** A node comes from the palette. */
export function beginNode({ id }: EditorNode): void {
  begun.add(String(id));
}

/** Somebody is content with it. */
export function endNode({ id }: EditorNode): void {
  begun.delete(String(id));
}

/** Whether nobody has pressed "Done" in the form of a node yet, or of a connection that is yet to be added. */
export function isNew({ id }: EditorNode): boolean {
  return begun.has(String(id)) || !isInEditor(id);
}

/** Whether the editor has a node of that id: one that is being made it has not. */
export function isInEditor(id: unknown): boolean {
  return Boolean(RED.nodes.node(String(id)));
}
