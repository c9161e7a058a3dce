import type { Topic } from "../../../alert/topic";
import type { Alerts } from "./alerts";

/** Of all topics, or of one: how they stand. */
export function listOf(alerts: Alerts, name: string | undefined): readonly object[] {
  const entries =
    name === undefined ? [...alerts.entries()] : [...alerts.entries()].filter(([each]) => each === name);
  return entries.map(([topic, known]) => standingOf(topic, known));
}

function standingOf(
  topic: string,
  { value, levels, hold, heard, count, isArmed, unreadable, alertedAt }: Topic,
): object {
  return {
    topic,
    state: hold?.telling === "told" ? "alert" : hold ? "waiting" : "clear",
    ...(value !== null && { value }),
    ...(levels.length > 0 && { levels }),
    ...(hold && { since: hold.since }),
    ...(heard !== null && { received: heard }),
    ...(alertedAt !== null && { alerted: alertedAt }),
    count,
    armed: isArmed,
    unreadable,
  };
}
