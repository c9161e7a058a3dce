import { plain } from "./plain";

/** What a word says of a day; what it does not say is absent. */
export interface DayParts {
  readonly year?: number;
  /** From 1. */
  readonly month?: number;
  /** Of the month. */
  readonly date?: number;
  /** From 0, a Sunday. */
  readonly weekday?: number;
  /** From today, which is 0. */
  readonly inDays?: number;
}

/** How a language writes a day in numbers: `27/12/2026`, `12/27/2026` or `2026/12/27`. */
export type DayOrder = "day" | "month" | "year";

/** The words of days, of a language and in English. */
export interface Calendar {
  readonly first: DayOrder;
  /** Whether there are dots between the numbers. */
  readonly isDotted: boolean;
  /** What names say, as they are compared; those of several words are joined by `_`. */
  readonly names: ReadonlyMap<string, readonly DayParts[]>;
}

const ENGLISH = "en-US";
const DAY = 86_400_000;
/** A Sunday. */
const SUNDAY = Date.UTC(2026, 10, 1);

const known = new Map<string, Calendar>();

/** @param language as the editor names it: `pt-BR` */
export function calendarOf(language: string): Calendar {
  const calendar = known.get(language) ?? made(language);
  known.set(language, calendar);
  return calendar;
}

function made(language: string): Calendar {
  const inNumbers = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const numbers = formatOf(language, inNumbers).formatToParts(SUNDAY);
  const [first, separator] = numbers;
  const names = new Map<string, readonly DayParts[]>();
  for (const [name, said] of [...namesIn(language), ...namesIn(ENGLISH)]) {
    const key = keyOf(name);
    // A single sign means more than a day.
    if (key.length < 2 || /^\d+$/.test(key)) continue;
    const before = names.get(key) ?? [];
    if (!before.some((each) => isSame(each, said))) names.set(key, [...before, said]);
  }
  return {
    first: first?.type === "year" || first?.type === "month" ? first.type : "day",
    isDotted: separator?.value.startsWith(".") ?? false,
    names,
  };
}

type Named = readonly [name: string, said: DayParts];

function namesIn(language: string): readonly Named[] {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15));
  const weekdays = Array.from({ length: 7 }, (_, weekday) => SUNDAY + weekday * DAY);
  const distances = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const near = [0, 1, 2].map((inDays): Named => [distances.format(inDays, "day"), { inDays }]);
  return [
    ...forms(language, "month", months).map(([name, month]): Named => [name, { month: month + 1 }]),
    ...forms(language, "weekday", weekdays).map(([name, weekday]): Named => [name, { weekday }]),
    ...near.filter(([name]) => !/\d/.test(name)),
  ];
}

/** In full and in short, alone and beside a number: some languages have another case for that. */
function forms(
  language: string,
  part: "month" | "weekday",
  moments: readonly number[],
): readonly (readonly [name: string, index: number])[] {
  const ways = (["long", "short"] as const).flatMap((length) => [
    { [part]: length },
    { [part]: length, month: length, day: "numeric" } as const,
  ]);
  // A format takes a tenth of a MB: one for all moments.
  return ways
    .map((way) => formatOf(language, way))
    .flatMap((format) =>
      moments.flatMap((moment, index) =>
        format.formatToParts(moment).flatMap(({ type, value }) => (type === part ? [[value, index]] : [])),
      ),
    );
}

function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
}

/** `dez` for `Dez.`, `apres_demain` for `après-demain`. */
function keyOf(name: string): string {
  return plain(name).replace(/\.$/, "").replace(/[ -]/g, "_");
}

export function isSame(one: DayParts, other: DayParts): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
