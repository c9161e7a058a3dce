import { stand } from "./conditions/stand";
import { isCrossing, isMove, levelsOf, type Rule } from "./rule";
import { type Outcome, settle, untold } from "./settle";
import { keepTold } from "./telling/hold";
import { timingOf } from "./timing";
import type { Topic } from "./topic";
import { compare } from "./values/comparison";
import { isValue, readValue, type Value } from "./values/value";
import { extend, extremeSince, NO_EXTREMES } from "./window/extremes";

/** What a message says to an alert. */
export interface Message {
  /** What is where the value is looked for. */
  readonly value: unknown;
  /** What is where the levels are looked for. */
  readonly levels: readonly unknown[];
  /** The message's own time, where it has one; ms since 1970. */
  readonly at?: number | undefined;
  /** This machine's; ms since 1970. */
  readonly now: number;
  /** Whether it tells what was before: it belongs to the window and is not judged. */
  readonly isPast?: boolean;
  /** Whether it is the first one of another instrument than before. */
  readonly isRolled?: boolean;
  /** Whether there may be a gap before it. */
  readonly isResumed?: boolean;
}

/** Judges a message of a topic; what is returned is always the same for the same arguments. */
export function judge(rule: Rule, before: Topic, message: Message): Outcome {
  const marked = markedBy(before, message);
  const value = readValue(message.value);
  const topic = value === "unreadable" ? { ...marked, unreadable: marked.unreadable + 1 } : marked;
  const outcome =
    rule.condition === "silent" ? hear(rule, topic, message) : weigh(rule, topic, message, value);
  return value === "unreadable" ? { ...outcome, problem: "value" } : outcome;
}

/** Any message ends a silence, whatever is in it. */
function hear(rule: Rule, topic: Topic, message: Message): Outcome {
  const { now } = message;
  if (message.isPast) return untold(topic);
  const value = isValue(readValue(message.value)) ? written(message.value) : topic.value;
  const heard: Topic = { ...topic, at: now, heard: now, value, isAfterGap: false };
  return settle(
    rule,
    heard,
    { holds: false, side: null },
    { at: now, now, isAcross: topic.isAfterGap, isMessage: true },
  );
}

function weigh(rule: Rule, topic: Topic, message: Message, value: ReturnType<typeof readValue>): Outcome {
  if (!isValue(value)) return untold(topic);
  const { at, order } = timingOf(topic.at, message.at, message.now);
  if (message.isPast || order === "late") return untold(withValue(rule, topic, at, value));
  const filled = withValue(rule, order === "putBack" ? putBack(topic, at) : topic, at, value);
  const levels = readLevels(rule, message.levels);
  if (typeof levels === "string") return { ...untold(filled), problem: levels };
  const isMoved = isCrossing(rule.condition) && !rule.isLevelOfMessage && !isSame(levels, topic.levels);
  // Each field by its name: a spread takes ten times as long, and this is made of every message.
  const judged: Topic = {
    at,
    heard: message.now,
    value: written(message.value),
    levels,
    lows: filled.lows,
    highs: filled.highs,
    // Where only the level moved, nothing was crossed.
    side: isMoved ? null : filled.side,
    hold: filled.hold,
    isAfterGap: false,
    gapAt: topic.isAfterGap ? at : filled.gapAt,
    alertedAt: filled.alertedAt,
    count: filled.count,
    isArmed: filled.isArmed,
    unreadable: filled.unreadable,
  };
  return settle(rule, judged, standingOf(rule, judged, value, at), {
    at,
    now: message.now,
    isAcross: topic.isAfterGap,
    isMessage: true,
  });
}

/** How a value stands to what is known of its topic. */
export function standingOf(rule: Rule, { levels, lows, highs, side, hold }: Topic, value: Value, at: number) {
  const since = at - rule.window;
  const sight = { value, levels, low: extremeSince(lows, since), high: extremeSince(highs, since) };
  return stand(rule, sight, { side, isHeld: hold !== null });
}

function markedBy(topic: Topic, { isRolled, isResumed }: Message): Topic {
  const rolled = isRolled ? begunAnew(topic) : topic;
  return isResumed ? { ...rolled, isAfterGap: true } : rolled;
}

/** Nothing that was seen before counts for what comes; what was told is over only when the next value says so. */
function begunAnew(topic: Topic): Topic {
  const { hold } = topic;
  return {
    ...topic,
    value: null,
    lows: NO_EXTREMES,
    highs: NO_EXTREMES,
    side: null,
    hold: keepTold(hold),
    gapAt: null,
  };
}

/** What waits has held since now, by a clock that was put back. */
function putBack(topic: Topic, at: number): Topic {
  const { hold } = topic;
  return {
    ...topic,
    lows: NO_EXTREMES,
    highs: NO_EXTREMES,
    gapAt: null,
    hold: hold && { ...hold, since: at },
  };
}

function withValue(rule: Rule, topic: Topic, at: number, value: Value): Topic {
  if (!isMove(rule.condition)) return topic;
  const { condition, window } = rule;
  const lows = condition === "falls" ? topic.lows : extend(topic.lows, -1, at, value, window);
  const highs = condition === "rises" ? topic.highs : extend(topic.highs, 1, at, value, window);
  return lows === topic.lows && highs === topic.highs ? topic : { ...topic, lows, highs };
}

function readLevels(rule: Rule, found: readonly unknown[]): readonly Value[] | "level" | "level2" {
  const level = readValue(found[0]);
  if (!isValue(level) || (isMove(rule.condition) && compare(level, 0) <= 0)) return "level";
  if (levelsOf(rule.condition) === 1) return asFound([level], found);
  const other = readValue(found[1]);
  return isValue(other) ? asFound([level, other], found) : "level2";
}

/** Levels that are found as they are read are not kept once more for each topic. */
function asFound(levels: readonly Value[], found: readonly unknown[]): readonly Value[] {
  return isSame(found, levels) ? (found as readonly Value[]) : levels;
}

function isSame(levels: readonly unknown[], before: readonly Value[]): boolean {
  return levels.length === before.length && levels.every((level, index) => level === before[index]);
}

/** As it came, without spaces around it. */
function written(value: unknown): Value {
  return typeof value === "number" ? value + 0 : String(value).trim();
}
