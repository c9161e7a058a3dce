import { standingOf } from "./judge";
import type { Rule } from "./rule";
import { type Outcome, settle, untold } from "./settle";
import type { Topic } from "./topic";
import { isValue, readValue } from "./values/value";

/**
 * Looks at a topic although no message came: at its `nextMoment`, or when something else changed. Of what came last it is
 * known for how long it has stood, and nothing new.
 *
 * @param now ms since 1970, by this machine's clock
 */
export function look(rule: Rule, before: Topic, now: number): Outcome {
  const { at, heard } = before;
  if (at === null || heard === null) return untold(before);
  // A clock that was put back must not hold anything up.
  const topic = heard > now ? { ...before, heard: now } : before;
  const passed = Math.max(0, now - heard);
  const moment = { at: at + passed, now, isAcross: false, isMessage: false };
  if (rule.condition === "silent") {
    const isSilent = topic.hold !== null || passed >= rule.window;
    return settle(rule, topic, { holds: isSilent, side: null }, moment, at + rule.window);
  }
  // Only a message begins anything: what came last was judged when it came.
  const value = topic.hold ? readValue(topic.value) : "absent";
  return isValue(value)
    ? settle(rule, topic, standingOf(rule, topic, value, moment.at), moment)
    : untold(topic);
}
