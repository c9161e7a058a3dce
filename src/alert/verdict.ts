import { ordered } from "./conditions/levels";
import type { Condition, Rule } from "./rule";
import type { Topic } from "./topic";
import { changeOf } from "./values/change";
import { isValue, readValue, type Value } from "./values/value";
import type { Extreme } from "./window/extremes";

/** What is told. */
export interface Verdict {
  readonly state: "alert" | "clear" | "test";
  readonly condition: Condition;
  /** As it came; absent where none has come yet. */
  readonly value?: Value;
  /** Of two levels, the one that it is or was outside of; else the lower one. */
  readonly level?: Value;
  /** From the lowest or highest of the window, in the unit of the level; absent for a percentage of 0. */
  readonly change?: Value;
  /** ms since 1970, by the clock of the messages: since when what is told held, also where it is over. */
  readonly since: number;
  /** Alerts of the topic so far, with this one. */
  readonly count: number;
  /** Whether it came about while no messages came, so that nobody knows just when. */
  readonly acrossGap?: true;
}

/** What a verdict is about, beside its topic. */
export interface Told {
  readonly state: Verdict["state"];
  readonly since: number;
  readonly base?: Extreme | undefined;
  readonly acrossGap: boolean;
}

export function verdictOf(rule: Rule, topic: Topic, { state, since, base, acrossGap }: Told): Verdict {
  const { value, count } = topic;
  const level = levelOf(rule, topic);
  const change = base && value !== null ? changeSince(rule, value, base) : undefined;
  return {
    state,
    condition: rule.condition,
    ...(value !== null && { value }),
    ...(level !== undefined && { level }),
    ...(change !== undefined && { change }),
    since,
    count,
    ...(acrossGap && { acrossGap }),
  };
}

function changeSince({ scale }: Rule, written: Value, base: Extreme): Value | undefined {
  const value = readValue(written);
  return isValue(value) ? changeOf(written, value, base.value, scale) : undefined;
}

function levelOf({ condition }: Rule, { levels, side }: Topic): Value | undefined {
  if (condition !== "outside" && condition !== "inside") return levels[0];
  if (levels.length === 0) return undefined;
  const [low, high] = ordered(levels);
  return side === "above" ? high : low;
}
