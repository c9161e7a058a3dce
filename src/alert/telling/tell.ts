import { isCrossing, type Rule } from "../rule";
import type { Moment } from "../timing";
import type { Topic } from "../topic";
import type { Hold } from "./hold";

/** A topic after it was asked whether its hold is to be told now. */
export interface Telling {
  readonly topic: Topic;
  /** Whether it is. */
  readonly tells: boolean;
}

/**
 * Whether what holds is to be told now: once it has held for long enough, once or time and again, not within the cooldown,
 * not in quiet hours, and not while the topic is off. What could not be told is told as soon as it can be, if it still holds
 * then; but a crossing is of its moment, and forgotten where the topic was off.
 *
 * @param topic with this hold
 */
export function tell(rule: Rule, topic: Topic, hold: Hold, { at, now, isMessage }: Moment): Telling {
  if (!isToBeTold(rule, hold)) return { topic, tells: false };
  if (!topic.isArmed) return { topic: whileOff(rule, topic), tells: false };
  if (at - hold.since < rule.for) return { topic, tells: false };
  if (hold.telling === "told" && rule.cooldown === 0 && !isMessage) return { topic, tells: false };
  const { alertedAt } = topic;
  if (alertedAt !== null && now - alertedAt < rule.cooldown) return { topic, tells: false };
  if (rule.quiet?.endAt(now) !== undefined) {
    return { topic: isDroppedWhenQuiet(rule) ? dropped(topic, hold) : topic, tells: false };
  }
  return { topic: told(rule, topic, hold, now), tells: true };
}

/** A clock that was put back begins the cooldown anew: it neither shortens it nor lets it last for ever. */
export function withCooldown(topic: Topic, now: number): Topic {
  const { alertedAt } = topic;
  return alertedAt !== null && alertedAt > now ? { ...topic, alertedAt: now } : topic;
}

/** A topic that is off: of a crossing that was not told yet nothing will be told. */
export function whileOff(rule: Rule, topic: Topic): Topic {
  const { hold } = topic;
  return hold?.telling === "due" && isCrossing(rule.condition) ? dropped(topic, hold) : topic;
}

/** What repeats itself goes on after quiet hours in any case. */
export function isDroppedWhenQuiet({ whenQuiet, repeat }: Rule): boolean {
  return whenQuiet === "drop" && repeat !== "while";
}

export function isToBeTold({ repeat }: Rule, { telling }: Hold): boolean {
  return telling === "due" || (telling === "told" && repeat === "while");
}

function dropped(topic: Topic, hold: Hold): Topic {
  return { ...topic, hold: { ...hold, telling: "dropped" } };
}

function told(rule: Rule, topic: Topic, hold: Hold, now: number): Topic {
  return {
    ...topic,
    hold: hold.telling === "told" ? hold : { ...hold, telling: "told" },
    alertedAt: now,
    count: topic.count + 1,
    isArmed: rule.repeat !== "once",
  };
}
