import type { Node, NodeAPI } from "node-red";
import { prepareRule, type SettingProblem } from "../../alert/preparation";
import type { Rule } from "../../alert/rule";
import { CoincallError } from "../../protocol/error";
import { notAboveZero, notAtLeast } from "../properties";
import { quoteProperty } from "../written-properties";
import { type Levels, levelsIn } from "./messages/levels";
import { type Path, pathOf } from "./messages/path";
import type { AlertProperties } from "./properties";
import { type Template, templateOf } from "./text/template";

/** What a node judges by, and writes with. */
export interface Prepared {
  readonly rule: Rule;
  readonly value: Path;
  readonly levels: Levels;
  /** `undefined` where there is none that can be used: then a sentence takes its place. */
  readonly template: Template | undefined;
  /** Without these nothing can be judged. */
  readonly faults: readonly CoincallError[];
  /** What is left out. */
  readonly flaws: readonly CoincallError[];
}

/** @param properties as the check of properties has them */
export function prepareAlert(RED: NodeAPI, node: Node, properties: AlertProperties): Prepared {
  const { levelType, level2Type } = properties;
  const isLevelOfMessage = levelType === "msg" || level2Type === "msg";
  const { rule, problems } = prepareRule({ ...properties, isLevelOfMessage });
  const { levels, problems: wrongLevels } = levelsIn(RED, node, properties);
  const { path, problem: wrongPath } = valueIn(RED, properties);
  const { template, problem: wrongText } = templateOf(properties.text);
  const told = problems.map((problem) => problemOf(problem, properties));
  const isFatal = (_error: CoincallError, index: number) => problems[index] === "window";
  return {
    rule,
    value: path,
    levels,
    template,
    faults: [...wrongPath, ...wrongLevels, ...told.filter(isFatal)],
    flaws: [...told.filter((error, index) => !isFatal(error, index)), ...wrongText],
  };
}

function valueIn(
  RED: NodeAPI,
  { property }: AlertProperties,
): { readonly path: Path; readonly problem: readonly CoincallError[] } {
  try {
    return { path: pathOf(RED, property), problem: [] };
  } catch {
    const values = { property: "property", value: quoteProperty(property) };
    return { path: () => undefined, problem: [new CoincallError("COINCALL_CONFIG", "noPath", values)] };
  }
}

function problemOf(problem: SettingProblem, properties: AlertProperties): CoincallError {
  switch (problem) {
    case "quietFrom":
    case "quietTo":
      return configError("noTimeOfDay", problem, properties[problem]);
    case "quietEqual":
      return configError("quietHoursEqual", "quietFrom", properties.quietFrom);
    case "timeZone":
      return configError("timeZoneUnknown", problem, properties.timeZone);
    case "window":
      return notAboveZero(problem, quoteProperty(properties[problem]));
    default:
      return notAtLeast(problem, quoteProperty(properties[problem]), 0);
  }
}

function configError(reason: string, property: string, value: string): CoincallError {
  return new CoincallError("COINCALL_CONFIG", reason, { property, value: quoteProperty(value) });
}
