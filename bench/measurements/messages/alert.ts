/** What it costs to judge messages that a flow sends itself: no socket is in it. */
import { join } from "node:path";
import { prepareRule } from "../../../src/alert/preparation";
import { Alerts } from "../../../src/runtime/alert/topics/alerts";
import type { FlowNode } from "../../../test/embedded/harness/flows";
import { ROOT } from "../../../test/embedded/harness/versions";
import { growthBy } from "../../../test/support/heap";
import { alertNode, BY_FILTER, BY_TRIGGER, functionNode, judging, SOURCE } from "../../alerts/flows";
import { type Contender, inNodeRed, type Play } from "../../contenders/contender";
import type { Measurement, Setting } from "../../measurement";

const PALETTES = [ROOT, join(ROOT, "bench/alerts/source")];
/** A second, as many as the node at the beginning sends: every judge keeps up with that. */
const RATE = 40_000;
const MANY = 5_000;
/**
 * So many times as long is warmed up and measured as otherwise: each of many topics has to have come often and to have grown
 * old, and what is seldom, as a collection of garbage, has to come as often as it does.
 */
const LONG = 4;
/** Each has an hour of messages, one a second. */
const KEPT = 1_000;
const HOUR = 3_600;

/** As properties are by default. */
const SETTINGS = {
  unit: "value",
  for: 0,
  repeat: "each",
  cooldown: 0,
  quietFrom: "",
  quietTo: "",
  quiet: "hold",
  timeZone: "",
} as const;
const LEVEL = alertNode({ condition: "above", level: "103", hysteresis: 1 });
/** A rise, as a node has it, and as its core does. */
const RISES = { ...SETTINGS, condition: "rises", hysteresis: 1, window: HOUR } as const;
const LEVELS = [6];
const RISE = alertNode({ ...RISES, level: String(LEVELS[0]) });

type Shape = "waves" | "ramp";

/** What the source sends. */
const { messageOf } = require("../../alerts/source/messages.js") as {
  messageOf(index: number, topics: number, shape: Shape): SourceMessage;
};

interface SourceMessage {
  readonly topic: string;
  readonly payload: { readonly price: number };
  readonly coincall: { readonly sent: number };
}

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
    const manyPassed = await judged(setting, [], MANY);
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
      [`judged by nothing, ${MANY} topics`]: manyPassed.cost,
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
    return { "rise, waves": topicSize("waves"), "rise, ramp": topicSize("ramp") };
  },
};

function judged({ duration }: Setting, judges: readonly FlowNode[], topics = 1): Promise<Outcome> {
  const played = (seconds: number): Play => ({ count: RATE * seconds, topics });
  return inAlertFlow(judges, async (nodeRed) => {
    await nodeRed.play(SOURCE, played(LONG * duration.warmUp));
    await nodeRed.begin();
    const measured = played(LONG * duration.seconds);
    await nodeRed.play(SOURCE, measured);
    const { cpu, taken } = await nodeRed.end();
    return { cost: cpu / measured.count, told: taken };
  });
}

/** Rules that do not tell the same are no rules to compare. */
function expectAsMany(one: Outcome, other: Outcome): void {
  if (one.told === 0 || one.told !== other.told) {
    throw new Error(`One has told ${one.told} times, the other ${other.told} times.`);
  }
}

/** Of what an alert remembers of its topics, in this process, where little else comes and goes. */
function topicSize(shape: Shape): number {
  const { rule } = prepareRule({ ...RISES, isLevelOfMessage: false });
  const alerts = new Alerts(rule, { tell() {}, changed() {}, left() {} });
  const hear = (topics: number) => {
    for (let index = 0; index < topics * HOUR; index += 1) {
      const { topic, payload, coincall } = messageOf(index, topics, shape);
      const at = coincall.sent;
      alerts.hear(topic, { value: payload.price, levels: LEVELS, at, now: at }, false);
    }
  };
  // All that runs is compiled by then.
  hear(1);
  const grown = growthBy(() => {
    hear(KEPT);
    return alerts;
  });
  const kept = alerts.size;
  alerts.close();
  return grown / (kept - 1);
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
