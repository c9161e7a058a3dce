import { mayRoll } from "../rolling/takes";
import { dialectOf } from "./dialect";
import type { EditorNode } from "./editor-node";
import { currentValue } from "./form";
import { isNew } from "./new-nodes";

const CONDITION = /^(\w+)(!?=)(\w+(?:\|\w+)*)$/;

/**
 * Shows and hides the rows that make sense only with certain values of other fields. A row says when in its html:
 * `data-shown-when="environment=custom"`, or with several conditions, which must all hold, `"a=x b!=y"`, and several values
 * of which one will do, `"a=x|y"`. `rolling` is whether the node may follow the market, `new` whether it was never saved, `dialect`
 * the protocol of its connection. A row with a problem stays: what is wrong must be seen.
 */
export function followConditions(node: EditorNode, form: HTMLElement): void {
  const rows = [...form.querySelectorAll<HTMLElement>("[data-shown-when]")];
  const update = () => {
    for (const row of rows)
      row.hidden = !hasProblem(row) && !conditionsOf(row).every((each) => holds(node, each));
  };
  $(form).on("change", update);
  update();
}

function hasProblem(row: HTMLElement): boolean {
  return row.querySelector(".coincall-problem:not(:empty)") !== null;
}

type Condition = readonly [property: string, operator: string, value: string];

function conditionsOf(row: HTMLElement): Condition[] {
  const conditions = (row.dataset.shownWhen ?? "").split(" ");
  return conditions.map((condition) => {
    const [, property = "", operator = "", value = ""] = CONDITION.exec(condition) ?? [];
    return [property, operator, value];
  });
}

function holds(node: EditorNode, [property, operator, value]: Condition): boolean {
  return value.split("|").includes(valueFor(node, property)) === (operator === "=");
}

function valueFor(node: EditorNode, property: string): string {
  if (property === "rolling") return String(mayRoll(propertiesOf(node)));
  if (property === "dialect") return String(dialectOf(String(currentValue(node, "connection") ?? "")));
  return String(property === "new" ? isNew(node) : currentValue(node, property));
}

function propertiesOf(node: EditorNode) {
  return (property: string) => String(currentValue(node, property) ?? "");
}
