import { type EditorNode, savedValue } from "./editor-node";

/**
 * The forms that were opened, by node. A node is checked while its form is open and at any other time, and the form
 * of a connection opens on top of the form of the node that uses it: so which form is whose must be remembered.
 */
const forms = new WeakMap<EditorNode, HTMLElement>();

/** Remembers the node's form, and shows of each property that the saved node lacks what it has nevertheless. */
export function openForm(node: EditorNode): HTMLElement | undefined {
  const form = document.getElementById(fieldId(node, "name"))?.closest("form");
  if (!form) return undefined;
  form.classList.add("coincall-form");
  forms.set(node, form);
  for (const property of Object.keys(node._def.defaults)) {
    if (node[property] === undefined) fill(node, property, savedValue(node, property));
  }
  return form;
}

/** The value of a property: as it stands in the node's form if that is open, else as it was saved. */
export function currentValue(node: EditorNode, property: string): unknown {
  const input = field(node, property);
  if (!input) return savedValue(node, property);
  return input.type === "checkbox" ? input.checked : $(input).val();
}

/** The input of a property in the node's form, if that is open. */
export function field(node: EditorNode, property: string): HTMLInputElement | undefined {
  const form = forms.get(node);
  const input = form?.isConnected
    ? form.querySelector<HTMLInputElement>(`#${fieldId(node, property)}`)
    : null;
  return input ?? undefined;
}

/** Node-RED finds the inputs of configuration nodes and of all others by different names. */
export function fieldId(node: EditorNode, property: string): string {
  const prefix = node._def.category === "config" ? "node-config-input" : "node-input";
  return `${prefix}-${property}`;
}

function fill(node: EditorNode, property: string, value: unknown): void {
  const input = field(node, property);
  if (!input) return;
  if (input.type === "checkbox") input.checked = value === true;
  else $(input).val(value);
}
