import type { Hold } from "./telling/hold";
import type { Side, Topic } from "./topic";
import { isValue, readValue, type Value } from "./values/value";
import { type Extremes, PARTS } from "./window/extremes";

/** A window has at most so many entries, a time and a value each. */
const LONGEST = 2 * (PARTS + 2);

type Fields = Readonly<Record<string, unknown>>;

/** A topic as it was saved; `undefined` for anything that no version has saved. */
export function readTopic(found: unknown): Topic | undefined {
  if (!isFields(found)) return undefined;
  const { at, heard, value, levels, lows, highs, side, hold, isAfterGap, gapAt, alertedAt } = found;
  const { count, isArmed, unreadable } = found;
  const isRead =
    [at, heard, gapAt, alertedAt].every((moment) => moment === null || isMoment(moment)) &&
    (value === null || isSavedValue(value)) &&
    isLevels(levels) &&
    isExtremes(lows) &&
    isExtremes(highs) &&
    (side === null || isSide(side)) &&
    (hold === null || isHold(hold)) &&
    [isAfterGap, isArmed].every((flag) => typeof flag === "boolean") &&
    [count, unreadable].every((number) => Number.isSafeInteger(number));
  return isRead ? (found as unknown as Topic) : undefined;
}

function isFields(found: unknown): found is Fields {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

function isMoment(found: unknown): found is number {
  return Number.isFinite(found);
}

function isSavedValue(found: unknown): found is Value {
  return (typeof found === "number" || typeof found === "string") && isValue(readValue(found));
}

function isLevels(found: unknown): found is readonly Value[] {
  return Array.isArray(found) && found.length <= 2 && found.every(isSavedValue);
}

function isExtremes(found: unknown): found is Extremes {
  return (
    Array.isArray(found) &&
    found.length % 2 === 0 &&
    found.length <= LONGEST &&
    found.every((entry, index) => (index % 2 === 0 ? isMoment(entry) : isSavedValue(entry)))
  );
}

function isSide(found: unknown): found is Side {
  return found === "above" || found === "below";
}

function isHold(found: unknown): found is Hold {
  if (!isFields(found)) return false;
  const { since, telling, acrossGap } = found;
  return (
    isMoment(since) &&
    (telling === "due" || telling === "told" || telling === "dropped") &&
    typeof acrossGap === "boolean"
  );
}
