import type { EditorNode } from "../form/editor-node";

export function isAlert({ type }: EditorNode): boolean {
  return type === "coincall-alert";
}
