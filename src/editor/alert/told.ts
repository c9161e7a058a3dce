import { element } from "../elements";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { post } from "../server";
import { alertText } from "./texts";

/** ms; a person who types is not asked about each letter. */
const PAUSE = 300;

/** What the server says that a node would send; src/runtime/alert/preview.ts has it. */
interface Preview {
  readonly text: string;
  readonly clear: string;
  readonly isSample: boolean;
  readonly problems: readonly string[];
}

/**
 * Shows at the foot of the form what the node would send, as the server writes it: of the message that came last, or of one
 * that could come.
 */
export function prepareTold(node: EditorNode, form: HTMLElement): void {
  const list = form.querySelector<HTMLElement>(".coincall-told ul");
  const title = form.querySelector<HTMLElement>("#coincall-told-title > span");
  if (!list || !title) return;
  let asked = "";
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    const settings = settingsOf(node);
    const question = JSON.stringify(settings);
    if (!list.isConnected || question === asked) return;
    asked = question;
    const showing = (make: () => readonly HTMLElement[]) => {
      if (question === asked) show(list, make());
    };
    post<Preview>("coincall/alert/text", { id: node.id, settings }).then(
      (preview) =>
        showing(() => {
          title.textContent = preview.isSample ? alertText("form.wouldSay") : alertText("form.wouldSayLast");
          return rowsOf(preview);
        }),
      (error: Error) => showing(() => [element("li", { class: "coincall-bad" }, error.message)]),
    );
  };
  $(form).on("change keyup input spinstop", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  ask();
}

/** As they would be saved now. */
function settingsOf(node: EditorNode): object {
  const settings = Object.keys(node._def.defaults).map((property) => [
    property,
    String(currentValue(node, property) ?? ""),
  ]);
  return { ...Object.fromEntries(settings), language: RED.i18n.lang() };
}

function rowsOf({ text, clear, problems }: Preview): HTMLElement[] {
  const hasNoNumber = problems.includes("value");
  return [
    ...(hasNoNumber ? [element("li", { class: "coincall-bad" }, alertText("form.noNumber"))] : []),
    row("coincall-alert-text", alertText("ports.alert"), text),
    row("coincall-clear-text", alertText("ports.clear"), clear),
  ];
}

function row(name: string, output: string, text: string): HTMLElement {
  return element("li", { class: name }, element("small", {}, output), element("span", {}, text));
}

/** A screen reader reads anew what changes, so only that does. */
function show(list: HTMLElement, rows: readonly HTMLElement[]): void {
  const made = rows.map((each) => each.outerHTML).join("");
  if (list.innerHTML !== made) list.replaceChildren(...rows);
}
