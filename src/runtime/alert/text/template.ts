import { Context, Writer } from "mustache";
import { CoincallError } from "../../../protocol/error";

/** A text with places for what a message says; of a message that lacks it, they are empty. */
export interface Template {
  /** @throws Error where the message can't be written, such as one that is in itself */
  write(view: object): string;
}

const TAGS: [string, string] = ["{{", "}}"];

/** Writes values as they are, with two braces or three: what is sent is no HTML. Lists and objects are written as JSON. */
class PlainWriter extends Writer {
  override escapedValue([, name = ""]: string[], context: Context): string {
    return written(context.lookup(name));
  }

  override unescapedValue(token: string[], context: Context): string {
    return this.escapedValue(token, context);
  }
}

/** Characters; more than any service takes that people are told by. */
const LONGEST_TEXT = 10_000;

/** Of our own, as Node-RED's nodes use the library too. It remembers no templates. */
const WRITER = new PlainWriter();

/** No template where the text is empty or broken. */
export function templateOf(text: string): {
  readonly template: Template | undefined;
  readonly problem: readonly CoincallError[];
} {
  if (text.trim() === "") return { template: undefined, problem: [] };
  try {
    const tokens = parsed(text);
    const write = (view: object) =>
      WRITER.renderTokens(tokens, new Context(ownOf(view)), undefined, text).slice(0, LONGEST_TEXT);
    return { template: { write }, problem: [] };
  } catch (error) {
    const values = { property: "text", position: positionIn(error) };
    return { template: undefined, problem: [new CoincallError("COINCALL_CONFIG", "textBroken", values)] };
  }
}

function parsed(text: string): string[][] {
  try {
    return WRITER.parse(text, TAGS);
  } finally {
    WRITER.clearCache();
  }
}

/** Without what every object has: a place for `constructor` is as empty as any that a message lacks. */
function ownOf(view: object): object {
  return Object.assign(Object.create(null), view);
}

/** Characters before the place at which the library gave up; it ends its messages with it. */
function positionIn(error: unknown): number {
  return Number(/(\d{1,9})$/.exec(String(error))?.[1] ?? 0);
}

function written(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
