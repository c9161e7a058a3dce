import { ordered } from "../../../alert/conditions/levels";
import type { Value } from "../../../alert/values/value";
import type { Verdict } from "../../../alert/verdict";
import type { AlertProperties } from "../properties";
import { figuresIn } from "./figures";
import { fill, type Words, wordsOf } from "./languages";

/** What a sentence is about. */
export interface Said {
  /** Empty for messages without one. */
  readonly topic: string;
  readonly verdict: Verdict;
  /** By which it was judged. */
  readonly levels: readonly Value[];
}

export type Sentence = (said: Said) => string;

/** Stands for what is not known. */
const UNKNOWN = "–";

/** Writes what an alert tells, in the words of a language. */
export function sentenceIn(
  language: string,
  { unit, window }: Pick<AlertProperties, "unit" | "window">,
): Sentence {
  const words = wordsOf(language);
  const figures = figuresIn(words);
  const isPoints = unit === "points";
  const level = (found: Value) => (isPoints ? figures.points(Number(found)) : figures.value(found));
  // A volatility of 0.65 stands beside a level of 65 points.
  const value = (found: Value) => (isPoints ? figures.points(Number(found) * 100) : figures.value(found));
  const known = (found: Value | undefined, write: (found: Value) => string) =>
    found === undefined ? UNKNOWN : write(found);
  // Each takes as long as the judging of a dozen messages, and it is always the same.
  let span: string | undefined;
  return ({ topic, verdict, levels }) => {
    span ??= figures.duration(window);
    const [low, high] = levels.length > 1 ? ordered(levels) : levels;
    const isAmount = MOVES.includes(verdict.condition);
    const amount = (found: Value) => figures.amount(found, unit);
    return fill(textFor(words, verdict), {
      topic: topic === "" ? words.unnamed : topic,
      value: known(verdict.value, value),
      level: known(low, isAmount ? amount : level),
      level2: known(high, level),
      change: known(verdict.change ?? low, amount),
      window: span,
    });
  };
}

const MOVES: readonly string[] = ["rises", "falls", "moves"];

function textFor(words: Words, { state, condition, change }: Verdict): string {
  if (state === "clear") return words.clear[condition];
  if (condition !== "moves") return words.alert[condition];
  return words.alert[String(change ?? "").startsWith("-") ? "falls" : "rises"];
}
