import { parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem, type Problem } from "../../market/rolling/problem";
import { endOf } from "../../market/rolling/rule";
import { formatDay, parseOption } from "../../protocol/symbols/symbols";
import { text } from "../texts";
import type { Now } from "./standings";

const WEEK = 7 * 86_400_000;
const HALF_A_YEAR = 26 * WEEK;

/** `now BTCUSD-4DEC26-81000-C, rolls on Friday 08:00 UTC`; empty where it is not known. */
export function nowInWords(name: string, now: Now | "asking" | undefined): string {
  if (now === undefined) return "";
  if (now === "asking") return text("rolling.asking");
  if ("problem" in now) return text("rolling.nothing", { reason: reasonInShort(now.problem) });
  const { symbol, rollsAt } = now;
  const values = { symbol, when: momentInWords(rollsAt, Date.now()) };
  return endsWithItsDay(name) ? text("rolling.nowEnds", values) : text("rolling.now", values);
}

/** `4DEC26 81000 C`, as the status of a node has it, or why it is nothing. */
export function nowInShort(now: Now | "asking" | undefined): string {
  if (now === undefined || now === "asking") return "";
  if ("problem" in now) return reasonInShort(now.problem);
  const option = parseOption(now.symbol);
  return option
    ? `${formatDay(option.expiry)} ${option.strike} ${option.right === "call" ? "C" : "P"}`
    : now.symbol;
}

/** What is wrong with a name, or why it is nothing, in a sentence. */
export function problemInWords({ reason, values }: Problem): string {
  return text(`errors.${reason}`, values);
}

/** `Friday 08:00 UTC`; of a moment that is farther away its date. */
export function momentInWords(moment: number, now: number): string {
  const date: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
  const day = moment - now < WEEK ? ({ weekday: "long" } as const) : date;
  const year = moment - now > HALF_A_YEAR ? ({ year: "numeric" } as const) : {};
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return `${formatted(moment, { ...day, ...year })} ${formatted(moment, time)} UTC`;
}

function formatted(moment: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(RED.i18n.lang(), { ...options, timeZone: "UTC" }).format(moment);
}

function reasonInShort({ reason }: Problem): string {
  return reason === "rollingDayPast" ? text("form.expired") : text(`unchosen.${reason}`);
}

function endsWithItsDay(name: string): boolean {
  const rule = parseRollingOption(name);
  return !isProblem(rule) && endOf(rule) !== undefined;
}
