import guards = require("#guards/properties");

import type { Settings } from "../../alert/preparation";
import { CONDITIONS } from "../../alert/rule";
import { LIMITS } from "../../protocol/limits";
import { type PropertySchemas, propertyCheck } from "../properties";

export const LEVEL_TYPES = ["num", "msg", "flow", "global", "env"] as const;

export type LevelType = (typeof LEVEL_TYPES)[number];

/** What the core has settings for, and what is looked for where and told how. Source: docs/contract.md, "`coincall-alert`". */
export interface AlertProperties extends Omit<Settings, "isLevelOfMessage"> {
  readonly name: string;
  /** A path in the message. */
  readonly property: string;
  /** A number, or where it is found. */
  readonly level: string;
  readonly levelType: LevelType;
  readonly level2: string;
  readonly level2Type: LevelType;
  /** A template; a sentence where it is empty. */
  readonly text: string;
  /** The editor's, when the node was saved; the server's where it is empty. */
  readonly language: string;
}

const LEVEL_TYPE = { type: "string", enum: [...LEVEL_TYPES], default: "num" };

export const ALERT_PROPERTIES: PropertySchemas<AlertProperties> = {
  name: { type: "string", default: "" },
  property: { type: "string", default: "payload.price" },
  condition: { type: "string", enum: [...CONDITIONS], default: "above" },
  level: { type: "string", default: "" },
  levelType: LEVEL_TYPE,
  level2: { type: "string", default: "" },
  level2Type: LEVEL_TYPE,
  unit: { type: "string", enum: ["value", "percent", "points"], default: "value" },
  window: { type: "number", ...LIMITS.window, default: 3600 },
  hysteresis: { type: "number", minimum: 0, default: 0 },
  for: { type: "number", ...LIMITS.alertWait, default: 0 },
  repeat: { type: "string", enum: ["each", "once", "while"], default: "each" },
  cooldown: { type: "number", ...LIMITS.alertWait, default: 0 },
  quietFrom: { type: "string", default: "" },
  quietTo: { type: "string", default: "" },
  quiet: { type: "string", enum: ["hold", "drop"], default: "hold" },
  timeZone: { type: "string", default: "" },
  text: { type: "string", default: "" },
  language: { type: "string", default: "" },
};

export const checkAlertProperties = propertyCheck(guards.alert, ALERT_PROPERTIES);

/** What says nothing of when an alert is told: a change of it lets go on what is remembered. */
const BESIDE: readonly string[] = ["name", "text", "language", "quietFrom", "quietTo", "quiet", "timeZone"];

/** By which settings is remembered what is. */
export function settingsOf(properties: AlertProperties): string {
  const names = Object.keys(ALERT_PROPERTIES).filter((name) => !BESIDE.includes(name));
  return JSON.stringify(names.map((name) => properties[name as keyof AlertProperties]));
}
