import type { Standing } from "./conditions/standing";
import type { Rule } from "./rule";
import type { Hold } from "./telling/hold";
import { tell, withCooldown } from "./telling/tell";
import type { Moment } from "./timing";
import type { Topic } from "./topic";
import { type Verdict, verdictOf } from "./verdict";

/** What becomes of a topic, and what is to be told of it: a clear comes before an alert. */
export interface Outcome {
  readonly topic: Topic;
  readonly verdicts: readonly Verdict[];
  /** What could not be read: the value, or one of the levels. */
  readonly problem?: "value" | "level" | "level2";
}

const NOTHING: readonly Verdict[] = [];

export function untold(topic: Topic): Outcome {
  return { topic, verdicts: NOTHING };
}

/**
 * Ends what holds no longer, begins what holds now, and tells what is to be told.
 *
 * @param topic with all that is new but the standing
 * @param since ms since 1970: when what holds now began
 */
export function settle(
  rule: Rule,
  topic: Topic,
  standing: Standing,
  moment: Moment,
  since = moment.at,
): Outcome {
  const before = topic.hold;
  const isOver = before !== null && (!standing.holds || standing.isAnother === true);
  const clears =
    isOver && before.telling === "told" ? [clear(rule, topic, before, standing, moment)] : NOTHING;
  const hold = holdNow(isOver ? null : before, topic, standing, moment, since);
  const next = withCooldown(withHold(topic, hold, standing), moment.now);
  if (!hold) return { topic: next, verdicts: clears };
  const { topic: after, tells } = tell(rule, next, hold, moment);
  if (!tells) return { topic: after, verdicts: clears };
  const told = { state: "alert", since: hold.since, base: standing.base, acrossGap: hold.acrossGap } as const;
  return { topic: after, verdicts: [...clears, verdictOf(rule, after, told)] };
}

function withHold(topic: Topic, hold: Hold | null, { side }: Standing): Topic {
  return hold === topic.hold && side === topic.side ? topic : { ...topic, hold, side };
}

function clear(rule: Rule, topic: Topic, hold: Hold, { base }: Standing, { isAcross }: Moment): Verdict {
  return verdictOf(rule, topic, { state: "clear", since: hold.since, base, acrossGap: isAcross });
}

function holdNow(
  kept: Hold | null,
  { gapAt }: Topic,
  { holds, base }: Standing,
  { isAcross }: Moment,
  since: number,
): Hold | null {
  if (!holds) return null;
  const acrossGap = isAcross || (base !== undefined && gapAt !== null && base.at < gapAt);
  if (!kept) return { since, telling: "due", acrossGap };
  return acrossGap && !kept.acrossGap && kept.telling === "due" ? { ...kept, acrossGap } : kept;
}
