import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";

const CREDENTIALS = ["apiKey", "apiSecret"] as const;

/**
 * Asks for the key again where the exchange or its address changes: Node-RED would keep the stored one, and send it to
 * wherever the connection leads now. Fields that stay empty have Node-RED forget it. The simulator needs no key and gets
 * none, so that a look at it costs nobody theirs.
 */
export function prepareStoredKey(node: EditorNode, form: HTMLElement): void {
  const notice = form.querySelector<HTMLElement>(".coincall-key-again");
  if (!notice) return;
  const stored = CREDENTIALS.flatMap((name) => {
    const input = field(node, name);
    return input && input.value !== "" ? [{ name, input, value: input.value }] : [];
  });
  const before = whereTo(node);
  const taken = new Set<HTMLInputElement>();
  let isAway = false;
  const update = () => {
    const wasAway = isAway;
    isAway = leadsElsewhere(node, before);
    for (const { input, value } of stored) {
      // What was typed meanwhile stays.
      if (isAway && !wasAway && input.value === value) take(input);
      if (!isAway && taken.delete(input) && input.value === "") input.value = value;
    }
    notice.hidden = !stored.some(({ name, input }) => taken.has(input) && isMissing(node, name, input));
  };
  const take = (input: HTMLInputElement) => {
    input.value = "";
    taken.add(input);
  };
  $(form).on("change keyup input", update);
  update();
}

/** Whether the form has asked for the key again, and it is not there yet. */
export function isAskedForAgain(form: HTMLElement): boolean {
  return form.querySelector(".coincall-key-again:not([hidden])") !== null;
}

function leadsElsewhere(node: EditorNode, before: string): boolean {
  return currentValue(node, "environment") !== "simulator" && whereTo(node) !== before;
}

function whereTo(node: EditorNode): string {
  const environment = String(currentValue(node, "environment"));
  return environment === "custom" ? `custom ${String(currentValue(node, "url")).trim()}` : environment;
}

function isMissing(node: EditorNode, name: (typeof CREDENTIALS)[number], input: HTMLInputElement): boolean {
  const isNeeded = name === "apiKey" || currentValue(node, "protocol") === "signed";
  return isNeeded && input.value === "";
}
