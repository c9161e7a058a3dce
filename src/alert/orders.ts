import { look } from "./look";
import type { Rule } from "./rule";
import type { Outcome } from "./settle";
import { whileOff } from "./telling/tell";
import { NEW_TOPIC, type Topic } from "./topic";
import { type Verdict, verdictOf } from "./verdict";

/** Tells again what becomes true; what holds already and was not told is told now. */
export function arm(rule: Rule, topic: Topic, now: number): Outcome {
  return look(rule, topic.isArmed ? topic : { ...topic, isArmed: true }, now);
}

/** Tells no alert any more until it is armed; that an alert which was told is over is told still. */
export function disarm(rule: Rule, topic: Topic): Topic {
  return topic.isArmed ? whileOff(rule, { ...topic, isArmed: false }) : topic;
}

/** As if nothing had come yet. */
export function reset(): Topic {
  return NEW_TOPIC;
}

/** What would be told now, whatever holds. It changes nothing. */
export function test(rule: Rule, topic: Topic, now: number): Verdict {
  return verdictOf(rule, topic, { state: "test", since: now, acrossGap: false });
}

/** The topic as it goes on when the flow is started again: nobody listened meanwhile, so that silence counts from now. */
export function restarted(rule: Rule, topic: Topic, now: number): Topic {
  return rule.condition === "silent" && !topic.hold && topic.heard !== null
    ? { ...topic, at: now, heard: now }
    : topic;
}
