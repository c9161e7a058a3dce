import type { EditorNode } from "../form/editor-node";
import { field } from "../form/form";
import { beginNode, isInEditor } from "../form/new-nodes";
import { isAlert } from "./alert-type";
import { prepareDurations } from "./fields/duration-fields";
import { prepareLevels } from "./fields/level-fields";
import { preparePlaceholders } from "./fields/placeholders";
import { prepareJudged } from "./fields/property-field";
import { prepareQuietHours } from "./fields/quiet-fields";
import { prepareUnit } from "./fields/unit-field";
import { prepareTold } from "./told";

/** An alert that comes from the palette speaks the language of who puts it there. */
export function beginAlert(node: EditorNode & { language?: unknown }): void {
  if (isInEditor(node.id)) return;
  beginNode(node);
  node.language = RED.i18n.lang();
}

export function prepareAlert(node: EditorNode, form: HTMLElement): void {
  if (!isAlert(node)) return;
  prepareJudged(node);
  prepareLevels(node);
  prepareUnit(node, form);
  prepareDurations(node, form);
  prepareQuietHours(node, form);
  preparePlaceholders(node, form);
  prepareTold(node, form);
}

/** The sentence is written in the language of who saves it. */
export function saveAlert(node: EditorNode): void {
  const language = isAlert(node) && field(node, "language");
  if (language) language.value = RED.i18n.lang();
}
