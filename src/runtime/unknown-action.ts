import { inspect } from "node:util";
import { CoincallError } from "../protocol/error";

/** COINCALL_INPUT for a message whose `action` the node does not know. */
export function unknownAction(action: unknown, known: readonly string[]): CoincallError {
  const allowed = known.join(", ");
  if (action === undefined) return new CoincallError("COINCALL_INPUT", "actionMissing", { allowed });
  return new CoincallError("COINCALL_INPUT", "actionUnknown", { action: quote(action), allowed });
}

const LONGEST_QUOTE = 40;

/** What a flow wrote, whatever it is, short enough for a sentence. */
export function quote(value: unknown): string {
  return (typeof value === "string" ? value : inspect(value, { depth: 0 })).slice(0, LONGEST_QUOTE);
}
