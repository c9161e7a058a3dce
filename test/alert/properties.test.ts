import assert from "node:assert/strict";
import fc from "fast-check";
import { judge, type Message } from "../../src/alert/judge";
import { look } from "../../src/alert/look";
import { CONDITIONS } from "../../src/alert/rule";
import { readTopic } from "../../src/alert/saved-topic";
import { nextMoment } from "../../src/alert/telling/next-moment";
import { ruleOf, SECOND, START, type Told, Watched, type Wish } from "./alerting";

/** What holds of every alert, whatever comes. */

const NEAR = [95, 98, 99, 100, 101, 102, 105, 110, "100.00", "100.000000000000000000001"];

const wishes: fc.Arbitrary<Wish> = fc.record({
  condition: fc.constantFrom(...CONDITIONS),
  unit: fc.constantFrom("value" as const, "percent" as const),
  window: fc.constantFrom(10, 60, 600),
  hysteresis: fc.constantFrom(0, 0, 1, 3),
  for: fc.constantFrom(0, 0, 5, 30),
  repeat: fc.constantFrom("each" as const, "once" as const, "while" as const),
  cooldown: fc.constantFrom(0, 0, 20, 200),
  quietFrom: fc.constantFrom("", "12:01"),
  quietTo: fc.constant("12:04"),
  quiet: fc.constantFrom("hold" as const, "drop" as const),
});

interface Step extends Partial<Message> {
  /** s. */
  readonly after: number;
  /** s by which its own time is before this machine's, where it has one. */
  readonly lag: number | undefined;
}

const flag = fc.integer({ min: 0, max: 12 }).map((number) => number === 12);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    after: fc.constantFrom(0, 0.5, 1, 1, 4, 7, 40),
    value: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...NEAR) },
      { weight: 1, arbitrary: fc.constantFrom(undefined, null, "", "apple") },
    ),
    lag: fc.constantFrom(undefined, 0, 0, 3),
    isPast: flag,
    isRolled: flag,
    isResumed: flag,
  }),
  { minLength: 1, maxLength: 60 },
);

function levelsOf({ condition }: Wish): readonly unknown[] {
  return condition === "rises" || condition === "falls" || condition === "moves" ? [3] : [100, 103];
}

function watchedBy(wish: Wish): Watched {
  const rule = ruleOf(wish.quietFrom === "" ? { ...wish, quietTo: "" } : wish);
  return new Watched(rule, levelsOf(wish));
}

function messageOf({ after: _, lag, ...message }: Step, now: number): Partial<Message> {
  return lag === undefined ? message : { ...message, at: now - lag * SECOND };
}

function played(wish: Wish, all: readonly Step[], between = (watched: Watched) => watched): Watched {
  let now = START;
  return all.reduce((watched, step) => {
    now += step.after * SECOND;
    watched.hears(now, messageOf(step, now));
    return between(watched);
  }, watchedBy(wish));
}

function states(told: readonly Told[]): string[] {
  return told.map(({ verdict }) => verdict.state);
}

function holds(claim: (watched: Watched, wish: Wish, all: readonly Step[]) => void): void {
  fc.assert(
    fc.property(wishes, steps, (wish, all) => claim(played(wish, all), wish, all)),
    { numRuns: 1000 },
  );
}

describe("Every alert", () => {
  it("comes no sooner after another one than the cooldown", () => {
    holds(({ told, rule }) => {
      const alerts = told.filter(({ verdict }) => verdict.state === "alert");
      for (const [index, { now }] of alerts.slice(1).entries()) {
        assert.ok(now - (alerts[index]?.now ?? 0) >= rule.cooldown);
      }
    });
  });

  it("is followed by a clear before the next, unless it is repeated while it holds", () => {
    holds(({ told }, { repeat }) => {
      const line = states(told).join(" ");
      const pattern = repeat === "while" ? /^((alert )+clear ?)*(alert ?)*$/ : /^(alert clear ?)*(alert)?$/;
      assert.match(line, pattern);
    });
  });

  it("is the only one where one is wanted", () => {
    holds(({ told }, { repeat }) => {
      if (repeat === "once") assert.ok(states(told).filter((state) => state === "alert").length <= 1);
    });
  });

  it("is outside of quiet hours", () => {
    holds(({ told, rule }) => {
      for (const { now, verdict } of told) {
        if (verdict.state === "alert") assert.equal(rule.quiet?.endAt(now), undefined);
      }
    });
  });

  it("counts", () => {
    holds(({ told }) => {
      const alerts = told.filter(({ verdict }) => verdict.state === "alert");
      assert.deepEqual(
        alerts.map(({ verdict }) => verdict.count),
        alerts.map((_, index) => index + 1),
      );
    });
  });
});

describe("Whatever comes", () => {
  it("absent values change nothing", () => {
    holds(({ told, topic }, wish, all) => {
      if (wish.condition === "silent") return;
      const without = watchedBy(wish);
      let now = START;
      for (const step of all) {
        now += step.after * SECOND;
        const message = messageOf(step, now);
        const isAbsent = message.value === "apple" || !message.value;
        // What a message says beside its value counts in any case.
        if (!isAbsent || message.isRolled || message.isResumed) without.hears(now, message);
        else without.waits(now);
      }
      assert.deepEqual(without.told, told);
      assert.deepEqual({ ...without.topic, unreadable: 0 }, { ...topic, unreadable: 0 });
    });
  });

  it("what is remembered is plain data: it is the same after JSON, and goes on alike", () => {
    holds(({ told, topic }, wish, all) => {
      const saved = played(wish, all, (watched) => {
        const copy = readTopic(JSON.parse(JSON.stringify(watched.topic)));
        assert.deepEqual(copy, watched.topic);
        watched.topic = copy;
        return watched;
      });
      assert.deepEqual([saved.told, saved.topic], [told, topic]);
    });
  });

  it("a look changes nothing before the next moment, and what was remembered is never changed", () => {
    holds((_, wish, all) => {
      played(wish, all, (watched) => {
        const { rule, topic } = watched;
        const copy = structuredClone(topic);
        const now = watched.now;
        const next = nextMoment(rule, topic, now) ?? now + 1e9;
        const { verdicts } = look(rule, topic, Math.max(now, next - 1));
        assert.deepEqual(
          verdicts.filter(({ state }) => state === "alert"),
          [],
        );
        judge(rule, topic, { value: 104, levels: watched.levels, now });
        assert.deepEqual(topic, copy);
        return watched;
      });
    });
  });
});
