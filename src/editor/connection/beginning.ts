import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import { isNew } from "../form/new-nodes";

const WITHOUT_ACCOUNT = "simulator";

/**
 * Asks whoever makes a new connection one thing before all others: whether they have a key. The answer sets the exchange,
 * and who has none is asked nothing more.
 */
export function prepareBeginning(node: EditorNode, form: HTMLElement): void {
  const question = form.querySelector<HTMLElement>(".coincall-ways");
  const exchange = field(node, "environment");
  if (!question || !exchange || !isNew(node)) return;
  const ways = [...question.querySelectorAll<HTMLInputElement>("input")];
  question.hidden = false;
  // That one is a way of its own.
  exchange.querySelector<HTMLElement>(`[value=${WITHOUT_ACCOUNT}]`)?.toggleAttribute("hidden", true);
  for (const way of ways)
    way.addEventListener("change", () => void $(exchange).val(way.value).trigger("change"));
  const row = exchange.closest<HTMLElement>(".form-row");
  const update = () => {
    const hasKey = currentValue(node, "environment") !== WITHOUT_ACCOUNT;
    if (row) row.hidden = !hasKey;
    for (const way of ways) way.checked = (way.value !== WITHOUT_ACCOUNT) === hasKey;
  };
  $(form).on("change", update);
  update();
}
