import { parseTimeOfDay } from "../../alert/quiet/quiet-hours";
import { zoneClock } from "../../alert/quiet/zone-clock";
import { isMove, levelsOf } from "../../alert/rule";
import { isValue, readValue } from "../../alert/values/value";
import { LIMITS, type Limits } from "../../protocol/limits";
import { conditionIn } from "./condition";
import { isTemplate } from "./template";

/** What is wrong with a property: the key of a sentence among the alert's texts. */
interface Problem {
  readonly sentence: string;
}

/** What a rule may ask about the rest of the form. */
export interface Surroundings {
  /** The text of another property of the same node. */
  property(name: string): string;
  /** Whether that is the name of a place in a message, or in a context. */
  isPath(written: string): boolean;
}

type Rule = (value: string, around: Surroundings) => Problem | undefined;

/** What each property accepts (docs/contract.md, "`coincall-alert`"), as far as the condition needs it. */
const RULES: Readonly<Record<string, Rule>> = {
  property: checkProperty,
  level: (value, around) => checkLevel(value, around, 1),
  level2: (value, around) => checkLevel(value, around, 2),
  window: checkWindow,
  hysteresis: (value) => (Number(value || Number.NaN) >= 0 ? undefined : { sentence: "back" }),
  for: (value) => (isNumber(value, LIMITS.alertWait) ? undefined : { sentence: "wait" }),
  cooldown: (value) => (isNumber(value, LIMITS.alertWait) ? undefined : { sentence: "wait" }),
  quietFrom: (value, { property }) => checkHour(value, property("quietTo")),
  quietTo: checkQuietTo,
  timeZone: checkZone,
  text: (value) => (isTemplate(value) ? undefined : { sentence: "template" }),
};

/** What is wrong with a property's value; `undefined` if nothing is. */
export function alertProblem(property: string, value: string, around: Surroundings): Problem | undefined {
  return RULES[property]?.(value.trim(), around);
}

function checkProperty(value: string, { property, isPath }: Surroundings): Problem | undefined {
  if (property("condition") === "silent") return undefined;
  if (value === "") return { sentence: "noProperty" };
  return isPath(value) ? undefined : { sentence: "property" };
}

function checkLevel(value: string, { property, isPath }: Surroundings, which: 1 | 2): Problem | undefined {
  const condition = conditionIn(property("condition"));
  if (levelsOf(condition) < which) return undefined;
  const type = property(which === 1 ? "levelType" : "level2Type");
  if (type !== "num")
    return value !== "" && (type === "env" || isPath(value)) ? undefined : { sentence: "source" };
  if (value === "") return { sentence: "noLevel" };
  const level = readValue(value);
  if (!isValue(level)) return { sentence: "level" };
  return isMove(condition) && Number(level) <= 0 ? { sentence: "distance" } : undefined;
}

function checkWindow(value: string, { property }: Surroundings): Problem | undefined {
  const condition = conditionIn(property("condition"));
  if (!isMove(condition) && condition !== "silent") return undefined;
  return isNumber(value, LIMITS.window) && Number(value) > 0 ? undefined : { sentence: "window" };
}

function checkHour(value: string, other: string): Problem | undefined {
  if (value === "" && other === "") return undefined;
  return parseTimeOfDay(value) === undefined ? { sentence: "hour" } : undefined;
}

function checkQuietTo(value: string, { property }: Surroundings): Problem | undefined {
  const from = property("quietFrom");
  const to = parseTimeOfDay(value);
  if (to !== undefined && to === parseTimeOfDay(from)) return { sentence: "sameHour" };
  return checkHour(value, from);
}

function checkZone(value: string, { property }: Surroundings): Problem | undefined {
  const isQuiet = property("quietFrom") !== "" || property("quietTo") !== "";
  return !isQuiet || zoneClock(value) ? undefined : { sentence: "zone" };
}

function isNumber(value: string, { minimum, maximum }: Limits): boolean {
  const number = value === "" ? Number.NaN : Number(value);
  return number >= minimum && number <= maximum;
}
