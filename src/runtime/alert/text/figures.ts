import type { Value } from "../../../alert/values/value";
import type { Words } from "./languages";
import { fill } from "./languages";

type Unit = "value" | "percent" | "points";

const SECONDS = [
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

const known = new Map<string, Figures>();

/** One for all that write in a language: formats take a seventh of a MB. */
export function figuresIn(words: Words): Figures {
  const figures = known.get(words.language) ?? new Figures(words);
  known.set(words.language, figures);
  return figures;
}

/** Numbers as they are written in a language. Exact decimals stay as they came. */
class Figures {
  readonly #words: Words;
  readonly #plain: Intl.NumberFormat;
  /** Two places, or two digits of what is smaller. */
  readonly #rounded: Intl.NumberFormat;
  readonly #plurals: Intl.PluralRules;

  constructor(words: Words) {
    this.#words = words;
    this.#plain = new Intl.NumberFormat(words.language, { maximumSignificantDigits: 15 });
    this.#rounded = new Intl.NumberFormat(words.language, {
      maximumFractionDigits: 2,
      maximumSignificantDigits: 2,
      roundingPriority: "morePrecision",
    } as Intl.NumberFormatOptions);
    this.#plurals = new Intl.PluralRules(words.language);
  }

  value(value: Value): string {
    return typeof value === "number" ? this.#plain.format(value) : value;
  }

  /** The size of an amount, in the unit of the level. */
  amount(amount: Value, unit: Unit): string {
    const size = typeof amount === "number" ? Math.abs(amount) : amount.replace(/^[+-]/, "");
    if (unit === "value") return this.value(size);
    if (unit === "points") return this.points(Number(size));
    return fill(this.#words.percent, { number: this.#rounded.format(Number(size)) });
  }

  /** Hundredths. */
  points(count: number): string {
    const { points } = this.#words;
    const form = this.#plurals.select(Math.abs(count));
    const text = form in points ? points[form as keyof typeof points] : points.other;
    return fill(text, { number: this.#rounded.format(count) });
  }

  /** In hours, minutes or seconds, the largest of which it is a whole number. @param seconds */
  duration(seconds: number): string {
    const [size, unit] = SECONDS.find(([each]) => seconds % each === 0) ?? [1, "second"];
    // Russian declines the names of units; their signs stay as they are.
    const unitDisplay = this.#words.language === "ru" ? "short" : "long";
    const format = new Intl.NumberFormat(this.#words.language, { style: "unit", unit, unitDisplay });
    return format.format(seconds / size);
  }
}
