import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { post, type Refusal } from "../server";
import { text } from "../texts";

/** In words. */
interface Verdict {
  readonly ok: boolean;
  readonly words: string;
}

/** As the server tells it. */
interface Outcome {
  readonly ok: boolean;
  readonly reason: string;
  readonly values: Readonly<Record<string, unknown>>;
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
    show(line, { words: text("form.testing") });
    show(line, missingKey(node) ?? (await tryAsItStands(node)));
    button.disabled = false;
  });
}

/** What needs no server to be told. */
function missingKey(node: EditorNode): Verdict | undefined {
  const isEmpty = (property: string) => String(currentValue(node, property) ?? "").trim() === "";
  if (currentValue(node, "environment") === "simulator") return undefined;
  if (isEmpty("apiKey")) return { ok: false, words: text("errors.keyMissing") };
  const isSigned = currentValue(node, "protocol") === "signed";
  return isSigned && isEmpty("apiSecret") ? { ok: false, words: text("errors.secretMissing") } : undefined;
}

async function tryAsItStands(node: EditorNode): Promise<Verdict> {
  const properties = PROPERTIES.map((property) => [property, currentValue(node, property) ?? ""]);
  try {
    const { ok, reason, values } = await post<Outcome>("coincall/connection/test", {
      ...Object.fromEntries(properties),
      connection: node.id,
      tls: existing(currentValue(node, "tls")),
    });
    return { ok, words: text(keyOf(reason, currentValue(node, "environment")), values) };
  } catch (refusal) {
    return { ok: false, words: (refusal as Refusal).message };
  }
}

/** What an exchange answers in place of a connection. */
const REFUSALS = ["refused", "refusedBecause", "unexpectedAnswer", "unexpectedAnswerBecause"];

function keyOf(reason: string, environment: unknown): string {
  const isSimulators = environment === "simulator" && REFUSALS.includes(reason);
  return isSimulators ? `simulator.errors.${reason}` : `trial.${reason}`;
}

/** The editor has a word of its own for "none": the id of a node that is yet to be added. */
function existing(id: unknown): string {
  return RED.nodes.node(String(id)) ? String(id) : "";
}

function show(line: HTMLElement, { ok, words = "" }: Partial<Verdict>): void {
  line.textContent = words;
  line.classList.toggle("coincall-good", ok === true);
  line.classList.toggle("coincall-bad", ok === false);
  // It stands at the end of a long form, below what can be seen of that.
  line.scrollIntoView({ block: "nearest" });
}
