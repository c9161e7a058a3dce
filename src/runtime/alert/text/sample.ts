import { judge } from "../../../alert/judge";
import { test } from "../../../alert/orders";
import { isMove, levelsOf, type Rule } from "../../../alert/rule";
import { NEW_TOPIC, type Topic } from "../../../alert/topic";
import { isValue, readValue, type Value } from "../../../alert/values/value";
import type { Verdict } from "../../../alert/verdict";

/** A topic as it would be when an alert of it is told. */
export interface Imagined {
  readonly topic: Topic;
  /** Of the state `alert`. */
  readonly verdict: Verdict;
  /** The value by which it is over. */
  readonly over: Value;
}

/** What stands in for the topic of messages where none has come. */
export const SAMPLE_TOPIC = "BTCUSD";

/** In the place of levels that are not there. */
const LEVELS = [100, 110] as const;
/** How far a value is beyond its level. */
const BEYOND = 0.001;

/** An alert of invented values, for levels as they are found. */
export function sampleOf(rule: Rule, found: readonly unknown[], now: number): Imagined {
  const levels = levelsFrom(rule, found);
  const eager: Rule = { ...rule, for: 0, cooldown: 0, quiet: undefined, repeat: "each" };
  const values = valuesFor(rule, levels);
  const [over] = values;
  let topic = NEW_TOPIC;
  for (const value of values) {
    const outcome = judge(eager, topic, { value, levels, now });
    topic = outcome.topic;
    const verdict = outcome.verdicts.find(({ state }) => state === "alert");
    if (verdict) return { topic, verdict, over };
  }
  return { ...imaginedOf(rule, topic, now), over };
}

/** The alert of a message that came, as if it were one. */
export function imaginedFrom(rule: Rule, value: Value, found: readonly unknown[], now: number): Imagined {
  const levels = levelsFrom(rule, found);
  const topic = { ...NEW_TOPIC, at: now, heard: now, value, levels, count: 1 };
  return { ...imaginedOf(rule, topic, now), over: value };
}

/** Templates find the value of a sample where they would find that of a message. */
export function sampleMessage(property: string, value: unknown): object {
  const [name = "payload", ...others] = property.replace(/^msg\./, "").split(".");
  const nested = others.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
  return { [name]: nested };
}

function imaginedOf(rule: Rule, topic: Topic, now: number): Omit<Imagined, "over"> {
  const verdict = test(rule, topic, now);
  // What a move is measured from is not known: it has just moved by enough.
  const change = isMove(rule.condition) ? { change: topic.levels[0] ?? LEVELS[0] } : {};
  return { topic, verdict: { ...verdict, state: "alert", ...change } };
}

function levelsFrom({ condition }: Rule, found: readonly unknown[]): readonly Value[] {
  return LEVELS.slice(0, levelsOf(condition)).map((otherwise, index) => {
    const level = readValue(found[index]);
    return isValue(level) ? level : otherwise;
  });
}

/** The last of them is worth an alert, which is over by the first. */
function valuesFor({ condition, scale }: Rule, levels: readonly Value[]): readonly [number, ...number[]] {
  const [from = 0, to = 0] = levels.map(Number).toSorted((one, other) => one - other);
  const size = scale === "points" ? 0.01 : 1;
  const [low, high] = [from * size, to * size];
  switch (condition) {
    case "above":
    case "crossesUp":
    case "crosses":
      return [beside(low, -1), beside(low, 1)];
    case "below":
    case "crossesDown":
      return [beside(low, 1), beside(low, -1)];
    case "outside":
      return [rounded((low + high) / 2), beside(high, 1)];
    case "inside":
      return [beside(high, 1), rounded((low + high) / 2)];
    case "rises":
    case "moves":
      return moved(from, scale, 1);
    case "falls":
      return moved(from, scale, -1);
    case "silent":
      return [LEVELS[0]];
  }
}

function beside(level: number, direction: 1 | -1): number {
  return rounded(level + direction * (Math.abs(level) || 1) * BEYOND);
}

function moved(level: number, scale: Rule["scale"], direction: 1 | -1): readonly [number, number] {
  const from = scale === "points" ? 0.5 : 100;
  const by = scale === "value" ? level : scale === "points" ? level / 100 : (from * level) / 100;
  return [from, rounded(from + direction * by)];
}

function rounded(value: number): number {
  return Number(value.toPrecision(8));
}
