/** What it costs to judge messages that a flow sends itself: no socket is in it. */
import { join } from "node:path";
import type { FlowNode } from "../../test/embedded/harness/flows";
import { ROOT } from "../../test/embedded/harness/versions";
import { alertNode, BY_FILTER, BY_TRIGGER, functionNode, judging, SOURCE } from "../alerts/flows";
import { type Contender, inNodeRed, type Play } from "../contenders/contender";
import type { Measurement, Setting } from "../measurement";

const PALETTES = [ROOT, join(ROOT, "bench/alerts/source")];
/** ms: 40,000 messages a second, which every judge can do. */
const PAUSE = 5;
const RATE = 40_000;
const MANY = 5_000;
/** Each has an hour of messages, one a second. */
const KEPT = 400;
const HOUR = 3_600;

const LEVEL = alertNode({ condition: "above", level: "103", hysteresis: 1 });
const RISE = alertNode({ condition: "rises", level: "6", hysteresis: 1, window: HOUR });

interface Outcome {
  /** µs */
  readonly cost: number;
  readonly told: number;
}

/** What a message costs whom: µs of the whole process. */
export const ALERT: Measurement = {
  name: "alert",
  async round(setting) {
    const passed = await judged(setting, []);
    const level = await judged(setting, [LEVEL]);
    const levelByFunction = await judged(setting, [functionNode("level")]);
    const filter = await judged(setting, BY_FILTER);
    const trigger = await judged(setting, BY_TRIGGER);
    const many = await judged(setting, [LEVEL], MANY);
    const rise = await judged(setting, [RISE]);
    const riseByFunction = await judged(setting, [functionNode("rise")]);
    expectAsMany(level, levelByFunction);
    expectAsMany(level, filter);
    expectAsMany(rise, riseByFunction);
    return {
      "judged by nothing": passed.cost,
      "level, alert": level.cost,
      "level, function": levelByFunction.cost,
      "level, filter": filter.cost,
      "level, trigger": trigger.cost,
      [`level, ${MANY} topics`]: many.cost,
      "rise, alert": rise.cost,
      "rise, function": riseByFunction.cost,
    };
  },
};

/** Bytes that an alert keeps of a topic. */
export const TOPIC: Measurement = {
  name: "topic",
  async round() {
    return { "rise, waves": await topicSize("waves"), "rise, ramp": await topicSize("ramp") };
  },
};

function judged({ duration }: Setting, judges: readonly FlowNode[], topics = 1): Promise<Outcome> {
  const played = (seconds: number): Play => ({ count: RATE * seconds, topics, shape: "waves", pause: PAUSE });
  return inAlertFlow(judges, async (nodeRed) => {
    await nodeRed.play(SOURCE, played(duration.warmUp));
    await nodeRed.begin();
    const { count } = played(duration.seconds);
    await nodeRed.play(SOURCE, played(duration.seconds));
    const { cpu, taken } = await nodeRed.end();
    return { cost: cpu / count, told: taken };
  });
}

/** Rules that do not tell the same are no rules to compare. */
function expectAsMany(one: Outcome, other: Outcome): void {
  if (one.told === 0 || one.told !== other.told) {
    throw new Error(`One has told ${one.told} times, the other ${other.told} times.`);
  }
}

function topicSize(shape: Play["shape"]): Promise<number> {
  return inAlertFlow([RISE], async (nodeRed) => {
    const heapWith = async (topics: number, count: number) => {
      await nodeRed.play(SOURCE, { count, topics, shape, pause: 1 });
      return (await nodeRed.memory()).heapUsed;
    };
    // As many as it takes until all that runs is compiled.
    const before = await heapWith(1, RATE);
    return ((await heapWith(KEPT, KEPT * HOUR)) - before) / (KEPT - 1);
  });
}

function inAlertFlow<Result>(
  judges: readonly FlowNode[],
  use: (nodeRed: Contender) => Promise<Result>,
): Promise<Result> {
  return inNodeRed(async (nodeRed) => {
    await nodeRed.deploy(judging(...judges));
    return use(nodeRed);
  }, PALETTES);
}
