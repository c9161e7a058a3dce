import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { post, type Refusal } from "../server";
import { text } from "../texts";

interface Verdict {
  readonly ok: boolean;
  readonly text: string;
}

/** Properties of the form that an attempt depends on. */
const PROPERTIES = [
  "environment",
  "url",
  "protocol",
  "signingParameter",
  "insecure",
  "tls",
  "apiKey",
  "apiSecret",
];

/** Lets the connection be tried as it stands in the form, and says in words what happened. */
export function prepareTrial(node: EditorNode, form: HTMLElement): void {
  const button = form.querySelector<HTMLButtonElement>(".coincall-test");
  const line = form.querySelector<HTMLElement>(".coincall-verdict");
  if (!button || !line) return;
  button.addEventListener("click", async () => {
    button.disabled = true;
    show(line, { text: text("form.testing") });
    show(line, await tryAsItStands(node));
    button.disabled = false;
  });
}

async function tryAsItStands(node: EditorNode): Promise<Verdict> {
  const properties = PROPERTIES.map((property) => [property, currentValue(node, property) ?? ""]);
  try {
    return await post("coincall/connection/test", {
      ...Object.fromEntries(properties),
      connection: node.id,
      tls: existing(currentValue(node, "tls")),
    });
  } catch (refusal) {
    return { ok: false, text: (refusal as Refusal).message };
  }
}

/** The editor has a word of its own for "none": the id of a node that is yet to be added. */
function existing(id: unknown): string {
  return RED.nodes.node(String(id)) ? String(id) : "";
}

function show(line: HTMLElement, { ok, text: words }: Partial<Verdict>): void {
  line.textContent = words ?? "";
  line.classList.toggle("coincall-good", ok === true);
  line.classList.toggle("coincall-bad", ok === false);
  // It stands at the end of a long form, below what can be seen of that.
  line.scrollIntoView({ block: "nearest" });
}
