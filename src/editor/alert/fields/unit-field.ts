import { isMove } from "../../../alert/rule";
import type { EditorNode } from "../../form/editor-node";
import { field } from "../../form/form";
import { conditionOf } from "../condition";
import { alertText } from "../texts";

/** As the list has them. */
const WORDS: Readonly<Record<string, () => string>> = {
  value: () => alertText("unit.value"),
  percent: () => alertText("unit.percent"),
  points: () => alertText("unit.points"),
};

/**
 * The unit of the level, and of what else is in it. A percentage is offered only of what moves: what was saved stays, though it
 * counts for nothing where it can't be chosen, until somebody chooses another.
 */
export function prepareUnit(node: EditorNode, form: HTMLElement): void {
  const saved = field(node, "unit");
  const shown = form.querySelector<HTMLSelectElement>("#coincall-unit");
  const percent = shown?.querySelector<HTMLOptionElement>('[value="percent"]');
  if (!saved || !shown || !percent) return;
  const update = () => {
    const takesPercent = isMove(conditionOf(node));
    percent.hidden = percent.disabled = !takesPercent;
    const unit = String($(saved).val());
    shown.value = unit === "percent" && !takesPercent ? "value" : unit;
    for (const beside of form.querySelectorAll(".coincall-same-unit"))
      beside.textContent = WORDS[shown.value]?.() ?? "";
  };
  $(shown).on("change", () => $(saved).val(shown.value).trigger("change"));
  $(form).on("change", update);
  update();
}
