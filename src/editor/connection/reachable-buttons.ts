import type { EditorNode } from "../form/editor-node";

/** `node-input-btn-connection-add` */
const BUTTON_ID = /-btn-(\w+)-(add|edit)$/;

/**
 * Node-RED's buttons that add and edit a configuration node are links that lead nowhere: no keyboard reaches them,
 * and a screen reader finds no name. Their names are those of Node-RED's own tooltips.
 */
export function makeButtonsReachable(node: EditorNode, form: HTMLElement): void {
  for (const button of form.querySelectorAll<HTMLElement>("a.red-ui-button:not([href])")) {
    const [, property = "", action] = BUTTON_ID.exec(button.id) ?? [];
    const type = node._def.defaults[property]?.type;
    button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.setAttribute(
      "aria-label",
      RED._(`editor.${action === "add" ? "addNewConfig" : "editConfig"}`, { type }),
    );
    button.addEventListener("keydown", pressByKey);
  }
}

function pressByKey(event: KeyboardEvent): void {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).click();
}
