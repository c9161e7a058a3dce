import { CONDITIONS, type Condition } from "../../alert/rule";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";

export function conditionIn(word: unknown): Condition {
  return CONDITIONS.find((each) => each === word) ?? "above";
}

/** As it stands in the form, or else as it was saved. */
export function conditionOf(node: EditorNode): Condition {
  return conditionIn(currentValue(node, "condition"));
}
