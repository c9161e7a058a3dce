import type { EditorNode } from "./form/editor-node";

/**
 * Lets the palette's filter find our nodes by more words than those in their labels and types, which is all it looks at:
 * `ticker` for prices, `account` for the balance. It reads the label from an attribute of the palette's entry, which is
 * made before this hears of the node; what is shown there stays. Source: `refreshFilter` in Node-RED's palette.
 */
export function makeFindable(): void {
  RED.events.on("registry:node-type-added", addKeywords);
}

function addKeywords(type: string): void {
  const keywords = definitionOf(type)?.paletteKeywords?.();
  const entry = document.querySelector(`.red-ui-palette-node[data-palette-type="${CSS.escape(type)}"]`);
  const label = entry?.getAttribute(LABEL);
  if (keywords && label) entry?.setAttribute(LABEL, `${label} ${keywords}`);
}

const LABEL = "data-palette-label";

function definitionOf(type: string): EditorNode["_def"] | undefined {
  return type.startsWith("coincall-") ? RED.nodes.getType(type) : undefined;
}
