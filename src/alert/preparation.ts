import { parseTimeOfDay, type QuietHours, quietHours } from "./quiet/quiet-hours";
import { zoneClock } from "./quiet/zone-clock";
import { type Condition, isMove, type Repeat, type Rule, type WhenQuiet } from "./rule";
import type { Scale } from "./values/comparison";

const SECOND = 1000;

/** The properties of an alert as they are saved, but for levels, which come with each message. */
export interface Settings {
  readonly condition: Condition;
  readonly unit: Scale;
  /** s. */
  readonly window: number;
  readonly hysteresis: number;
  /** s. */
  readonly for: number;
  readonly repeat: Repeat;
  /** s. */
  readonly cooldown: number;
  /** Local times such as `22:00`, or nothing. */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly quiet: WhenQuiet;
  /** An IANA zone; that of the machine where it is empty. */
  readonly timeZone: string;
  readonly isLevelOfMessage: boolean;
}

/** What is wrong with a property, by its name; `quietEqual`: the quiet hours end when they begin. */
export type SettingProblem =
  | "window"
  | "hysteresis"
  | "for"
  | "cooldown"
  | "quietFrom"
  | "quietTo"
  | "quietEqual"
  | "timeZone";

export interface Preparation {
  /** Works in any case: what is wrong counts as its default, and quiet hours as none. */
  readonly rule: Rule;
  readonly problems: readonly SettingProblem[];
}

const DEFAULT_WINDOW = 3600;

export function prepareRule(settings: Settings): Preparation {
  const problems: SettingProblem[] = [];
  const { condition, unit, repeat } = settings;
  const needsWindow = isMove(condition) || condition === "silent";
  const rule: Rule = {
    condition,
    scale: unit === "percent" && !isMove(condition) ? "value" : unit,
    window: SECOND * checked(settings, "window", DEFAULT_WINDOW, needsWindow, problems),
    hysteresis: checked(settings, "hysteresis", 0, false, problems),
    for: SECOND * checked(settings, "for", 0, false, problems),
    repeat,
    cooldown: SECOND * checked(settings, "cooldown", 0, false, problems),
    quiet: preparedQuiet(settings, problems),
    whenQuiet: settings.quiet,
    isLevelOfMessage: settings.isLevelOfMessage,
  };
  return { rule, problems };
}

function checked(
  settings: Settings,
  name: "window" | "hysteresis" | "for" | "cooldown",
  otherwise: number,
  isNeeded: boolean,
  problems: SettingProblem[],
): number {
  const number = settings[name];
  if (Number.isFinite(number) && (number > 0 || (number === 0 && !isNeeded))) return number;
  problems.push(name);
  return otherwise;
}

function preparedQuiet(
  { quietFrom, quietTo, timeZone }: Settings,
  problems: SettingProblem[],
): QuietHours | undefined {
  if (quietFrom.trim() === "" && quietTo.trim() === "") return undefined;
  const [from, to, clock] = [parseTimeOfDay(quietFrom), parseTimeOfDay(quietTo), zoneClock(timeZone)];
  if (from === undefined) problems.push("quietFrom");
  if (to === undefined) problems.push("quietTo");
  if (from !== undefined && from === to) problems.push("quietEqual");
  if (!clock) problems.push("timeZone");
  if (from === undefined || to === undefined || from === to || !clock) return undefined;
  return quietHours(from, to, clock);
}
