import assert from "node:assert/strict";
import { judge, type Message } from "../../src/alert/judge";
import { look } from "../../src/alert/look";
import { prepareRule, type Settings } from "../../src/alert/preparation";
import type { Rule } from "../../src/alert/rule";
import type { Outcome } from "../../src/alert/settle";
import { nextMoment } from "../../src/alert/telling/next-moment";
import { NEW_TOPIC, type Topic } from "../../src/alert/topic";
import type { Verdict } from "../../src/alert/verdict";

export const SECOND = 1000;
export const START = Date.parse("2026-11-23T12:00:00Z");

/** No message comes until then. */
export const WAITS = Symbol("waits");

export const DEFAULTS: Settings = {
  condition: "above",
  unit: "value",
  window: 3600,
  hysteresis: 0,
  for: 0,
  repeat: "each",
  cooldown: 0,
  quietFrom: "",
  quietTo: "",
  quiet: "hold",
  timeZone: "UTC",
  isLevelOfMessage: false,
};

export interface Wish extends Partial<Settings> {
  readonly levels?: readonly unknown[];
}

export function ruleOf(wish: Wish = {}): Rule {
  const { levels: _, ...settings } = wish;
  const { rule, problems } = prepareRule({ ...DEFAULTS, ...settings });
  assert.deepEqual(problems, []);
  return rule;
}

export interface Told {
  readonly now: number;
  readonly verdict: Verdict;
}

/** A topic of an alert, looked at whenever it is due, as by a node. */
export class Watched {
  topic: Topic = NEW_TOPIC;
  readonly told: Told[] = [];
  now = START;

  constructor(
    readonly rule: Rule,
    readonly levels: readonly unknown[] = [100],
  ) {}

  /** @param now ms since 1970 */
  hears(now: number, message: Partial<Message>): Outcome {
    this.waits(now);
    return this.takes(
      judge(this.rule, this.topic, { value: undefined, levels: this.levels, now, ...message }),
      now,
    );
  }

  waits(until: number): void {
    for (;;) {
      const moment = nextMoment(this.rule, this.topic, this.now);
      if (moment === undefined || moment >= until) break;
      const before = this.topic;
      this.takes(look(this.rule, this.topic, moment), moment);
      assert.notEqual(this.topic, before, "a look at a next moment must change something");
      this.now = moment;
    }
    this.now = until;
    this.takes(look(this.rule, this.topic, until), until);
  }

  takes(outcome: Outcome, now: number): Outcome {
    this.topic = outcome.topic;
    this.told.push(...outcome.verdicts.map((verdict) => ({ now, verdict })));
    return outcome;
  }
}

export type Row = readonly [second: number, sees: unknown, told: string, more?: Partial<Message>];

/**
 * What is told from second to second: `alert`, `clear`, or both; what is told while no message comes with its second, as
 * `alert at 30`.
 */
export function plays(wish: Wish, rows: readonly Row[], start = START): Watched {
  const watched = new Watched(ruleOf(wish), wish.levels);
  const seen = rows.map(([second, sees, , more]) => {
    const now = start + second * SECOND;
    const before = watched.told.length;
    if (sees === WAITS) watched.waits(now);
    else watched.hears(now, { value: sees, ...more });
    const told = watched.told.slice(before).map((each) => {
      const at = (each.now - start) / SECOND;
      return each.now === now && sees !== WAITS ? each.verdict.state : `${each.verdict.state} at ${at}`;
    });
    return [second, sees, told.join(", ")];
  });
  assert.deepEqual(
    seen,
    rows.map(([second, sees, told]) => [second, sees, told]),
  );
  return watched;
}
