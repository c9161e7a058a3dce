import type { EditorNode } from "../../form/editor-node";
import { field } from "../../form/form";
import { durationOf, isDurationUnit, secondsOf } from "../duration";

/**
 * Lets people say a time in minutes, hours or days that is saved in seconds: a number and a unit beside it stand for the
 * field of the property, which is out of sight and changes only when somebody changes them.
 */
export function prepareDurations(node: EditorNode, form: HTMLElement): void {
  for (const number of form.querySelectorAll<HTMLInputElement>("[data-seconds-of]")) {
    const saved = field(node, number.dataset.secondsOf ?? "");
    const unit = number.closest(".form-row")?.querySelector("select");
    if (saved && unit) prepareDuration(saved, number, unit);
  }
}

function prepareDuration(saved: HTMLInputElement, number: HTMLInputElement, unit: HTMLSelectElement): void {
  const shown = durationOf(String($(saved).val()));
  $(number).val(shown.amount);
  $(unit).val(shown.unit);
  const write = () => {
    const chosen = isDurationUnit(unit.value) ? unit.value : "second";
    const seconds = secondsOf({ amount: number.value, unit: chosen });
    if (seconds === saved.value) return;
    $(saved).val(seconds).trigger("change");
  };
  $(number).on("input change keyup", write);
  $(unit).on("change", write);
}
