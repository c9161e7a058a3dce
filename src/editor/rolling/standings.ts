import type { Problem } from "../../market/rolling/problem";
import { connectionValues } from "../connection/values";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { problemWith } from "../form/rules";
import { get } from "../server";

/** What a rolling name is now, or why it is nothing. Source: docs/contract.md, "Admin API". */
export type Now = { readonly symbol: string; readonly rollsAt: number } | { readonly problem: Problem };

/** ms, in which nobody has to be asked again. */
const FRESH_FOR = 30_000;
/** ms, in which somebody types on. */
const PAUSE = 250;
/** The server takes no more. */
const MOST_AT_ONCE = 20;
const MOST_KNOWN = 500;
const SETTINGS = ["follow", "hold", "rollBefore"];

interface Answer {
  /** `undefined` while it is being asked for, and where it could not be had. */
  readonly now: Now | undefined;
  readonly isPending: boolean;
  /** ms since 1970. */
  readonly at: number;
}

/** What was answered since the editor was opened, by question and name. */
const answers = new Map<string, Answer>();

/** Tells a form what rolling names are now; it asks for several at once, when it is opened and every half a minute. */
export class Standings {
  readonly #node: EditorNode;
  /** When the form was opened: a flow may have rolled since the last time. */
  readonly #since = Date.now();
  readonly #listeners: (() => void)[] = [];
  readonly #wanted = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(node: EditorNode) {
    this.#node = node;
  }

  /** Tells a listener whenever something has been answered. */
  follow(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** What a name is, as far as it is known already; what is not is asked for. */
  of(name: string): Now | "asking" | undefined {
    const question = this.#question();
    if (!question) return undefined;
    const known = answers.get(keyOf(question, name));
    if (!known || known.at < this.#since || Date.now() - known.at > FRESH_FOR) this.#ask(name);
    return known && !known.isPending ? known.now : "asking";
  }

  #ask(name: string): void {
    this.#wanted.add(name);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, PAUSE);
  }

  async #send(): Promise<void> {
    const question = this.#question();
    const names = [...this.#wanted].slice(0, MOST_AT_ONCE);
    if (!question || names.length === 0) return;
    for (const name of names) {
      this.#wanted.delete(name);
      remember(keyOf(question, name), answers.get(keyOf(question, name))?.now, true);
    }
    const found = await nowOf(names, question);
    for (const [index, name] of names.entries()) remember(keyOf(question, name), found[index], false);
    for (const listener of this.#listeners) listener();
    await this.#send();
  }

  #question(): Readonly<Record<string, string>> | undefined {
    const property = (name: string) => String(currentValue(this.#node, name) ?? "");
    const connection = connectionValues(property("connection"));
    if (!connection) return undefined;
    const around = { now: Date.now(), property, connectionProtocol: () => undefined };
    // What is wrong with them is said beside them.
    const settings = SETTINGS.filter(
      (name) => property(name) !== "" && !problemWith(name, property(name), around),
    );
    return {
      ...connection,
      endpoint: "options",
      ...Object.fromEntries(settings.map((name) => [name, property(name)])),
    };
  }
}

function keyOf(question: object, name: string): string {
  return `${name} ${JSON.stringify(question)}`;
}

function remember(key: string, now: Now | undefined, isPending: boolean): void {
  answers.delete(key);
  answers.set(key, { now, isPending: isPending && now === undefined, at: Date.now() });
  const [oldest] = answers.keys();
  if (answers.size > MOST_KNOWN && oldest !== undefined) answers.delete(oldest);
}

/** Where nobody answers, the form says so by its list. */
async function nowOf(
  names: readonly string[],
  question: Readonly<Record<string, string>>,
): Promise<readonly Now[]> {
  try {
    const { body } = await get<Now | Now[]>("coincall/choice", { ...question, symbol: names.join() });
    return Array.isArray(body) ? body : [body];
  } catch {
    return [];
  }
}
