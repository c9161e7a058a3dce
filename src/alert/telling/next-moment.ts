import type { Rule } from "../rule";
import type { Topic } from "../topic";
import { isDroppedWhenQuiet, isToBeTold } from "./tell";

/**
 * When to look at a topic again although no message came: its silence or what has to hold is long enough then, or the
 * cooldown or the quiet hours are over.
 *
 * @param now ms since 1970, by this machine's clock, as is what is returned; `undefined` where only a message can change
 *   something
 */
export function nextMoment(rule: Rule, topic: Topic, now: number): number | undefined {
  const due = dueAt(rule, topic);
  if (due === undefined) return undefined;
  const { alertedAt } = topic;
  const cooled = alertedAt === null ? due : Math.min(alertedAt, now) + rule.cooldown;
  const moment = Math.max(due, cooled, now);
  const quietUntil = isDroppedWhenQuiet(rule) ? undefined : rule.quiet?.endAt(moment);
  return quietUntil ?? moment;
}

function dueAt(rule: Rule, { at, heard, value, hold, isArmed }: Topic): number | undefined {
  if (at === null || heard === null) return undefined;
  if (!hold) return rule.condition === "silent" ? heard + rule.window : undefined;
  if (value === null && rule.condition !== "silent") return undefined;
  if (!isArmed || !isToBeTold(rule, hold)) return undefined;
  // What is told again at every message is not told again without one.
  if (hold.telling === "told" && rule.cooldown === 0) return undefined;
  return heard + Math.max(0, hold.since + rule.for - at);
}
