/** A new element with attributes and children; texts among them stay texts. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** One of the icons that Node-RED brings along. It says nothing that the words beside it don't. */
export function icon(name: string): HTMLElement {
  return element("i", { class: `fa fa-${name}`, "aria-hidden": "true" });
}
