import { element } from "../elements";
import type { EditorNode } from "../form/editor-node";
import { post } from "../server";
import { alertText } from "./texts";

/** ms. */
const SHOWN_FOR = 4000;

/** Whether the node runs as the editor shows it: only then its button sends what one would expect. */
export function canTest({ changed }: EditorNode): boolean {
  return !changed;
}

/** Has the node send a test, and says that it has, or why not. */
export function sendTest(node: EditorNode): void {
  if (!canTest(node)) {
    say("warning", alertText("test.undeployed"));
    return;
  }
  post<{ readonly text: string }>(`coincall/alert/${String(node.id)}/test`, {}).then(
    ({ text }) => say("success", alertText("test.sent"), text),
    (error: Error) => say("error", error.message),
  );
}

function say(type: "success" | "warning" | "error", ...sentences: readonly string[]): void {
  const lines = sentences.map((sentence) => element("p", {}, sentence));
  RED.notify(element("div", { class: "coincall-said" }, ...lines), { type, timeout: SHOWN_FOR });
}
