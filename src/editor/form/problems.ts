import { check } from "./check";
import type { EditorNode } from "./editor-node";
import { currentValue, field } from "./form";
import { keepQuiet } from "./quiet";

/**
 * Says under each field what is wrong with it, while it is being typed; Node-RED itself only draws a red border. Neither
 * is done for what nobody has been to yet.
 */
export function showProblems(node: EditorNode, form: HTMLElement): void {
  const checked = propertiesWithRules(node);
  keepQuiet(node, form, checked, (property) => check(node, property, currentValue(node, property)) !== true);
  const update = () => {
    for (const property of checked) showProblem(node, property);
  };
  $(form).on("change keyup input spinstop", update);
  update();
}

function propertiesWithRules(node: EditorNode): string[] {
  const all = { ...node._def.defaults, ...node._def.credentials };
  return Object.keys(all).filter((property) => all[property]?.validate !== undefined);
}

function showProblem(node: EditorNode, property: string): void {
  const row = field(node, property)?.closest(".form-row");
  if (!row) return;
  const verdict = check(node, property, currentValue(node, property));
  const line = row.querySelector(".coincall-problem") ?? addLine(row);
  const sentence = verdict === true ? "" : verdict;
  // A screen reader reads the line out whenever it changes, so it may change only when the verdict does.
  if (line.textContent !== sentence) line.textContent = sentence;
}

function addLine(row: Element): Element {
  const line = document.createElement("div");
  line.className = "coincall-problem";
  line.setAttribute("role", "status");
  row.append(line);
  return line;
}
