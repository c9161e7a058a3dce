import { CoincallError } from "../protocol/error";
import { quote } from "./quote";

/** COINCALL_INPUT for a message whose `action` the node does not know. */
export function unknownAction(action: unknown, known: readonly string[]): CoincallError {
  const allowed = known.join(", ");
  if (action === undefined) return new CoincallError("COINCALL_INPUT", "actionMissing", { allowed });
  return new CoincallError("COINCALL_INPUT", "actionUnknown", { action: quote(action), allowed });
}
