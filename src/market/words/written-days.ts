import { type Calendar, type DayParts, isSame } from "./calendar";

/** What a word may say of a day, the likeliest first: `27.12.2026`, `dezember`, `27th`, `morgen`, `2026年`. */
export function partsIn(word: string, calendar: Calendar): readonly DayParts[] {
  const said = [
    ...inNumbers(word, calendar),
    ...oneNumber(word),
    ...glued(word, calendar),
    ...named(word, calendar),
  ];
  return said.filter((each, at) => isPossible(each) && said.findIndex((other) => isSame(each, other)) === at);
}

function inNumbers(word: string, calendar: Calendar): readonly DayParts[] {
  const [, year, month, date] = /^(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?\.?$/.exec(word) ?? [];
  if (year !== undefined) return [parts(year, month, date)];
  const [, first = "", sign, second = "", third] =
    /^(\d{1,2})([./])(\d{1,2})(?:[./](\d{4}|\d{2})?)?$/.exec(word) ?? [];
  if (sign === undefined) return [];
  // A strike has decimals too.
  if (sign === "." && third === undefined && !(calendar.isDotted && /\.\d\d$|\.$/.test(word))) return [];
  const dayFirst = parts(third, second, first);
  const monthFirst = parts(third, first, second);
  const yearFirst = third?.length === 2 && calendar.first === "year" ? [parts(first, second, third)] : [];
  const isDayFirst = calendar.first === "day" || (sign === "." && calendar.first === "month");
  return [...yearFirst, ...(isDayFirst ? [dayFirst, monthFirst] : [monthFirst, dayFirst])];
}

/** `27`, `27.`, `27日`, `12月`, `2026`, `2026년`; `26` is a year too. */
function oneNumber(word: string): readonly DayParts[] {
  const [, digits = "", sign = ""] = /^(\d{1,4})(\.|st|nd|rd|th|er|[a-z]|[^\d\sa-z])?$/.exec(word) ?? [];
  if (digits.length === 4) return YEAR.test(sign) ? [parts(digits)] : [];
  if (digits.length > 2 || digits === "") return [];
  if (/^[月월]$/.test(sign)) return [parts(undefined, digits)];
  if (!DATE.test(sign)) return [];
  return sign === "" && digits.length === 2
    ? [parts(undefined, undefined, digits), parts(digits)]
    : [parts(undefined, undefined, digits)];
}

const YEAR = /^(?:|[.年년г])$/;
const DATE = /^(?:|\.|st|nd|rd|th|er|[o日号號일])$/;

/** `27dez26`, `27december`. */
function glued(word: string, calendar: Calendar): readonly DayParts[] {
  const [, date, name = "", year] = /^(\d{1,2})\.?([^\d\s.]{3,12})\.?(\d{4}|\d{2})?$/.exec(word) ?? [];
  if (date === undefined) return [];
  return named(name, calendar).flatMap(({ month }) =>
    month === undefined ? [] : [parts(year, String(month), date)],
  );
}

/** Letters that have to be typed of a name; of a script that writes a syllable or a word a sign, two will do. */
const LEAST_LETTERS = 3;
/** Days or months that begin alike, at most: `jui` is two of them. */
const MOST_ALIKE = 3;

/** What a name says, in full, in short, or from its beginning on; of a longer one the last letter may be another. */
function named(word: string, { names }: Calendar): readonly DayParts[] {
  const name = word.replace(/\.$/, "");
  const exact = names.get(name);
  if (exact) return exact;
  if (name.length < (/^[\u3040-\uffff]/.test(name) ? 2 : LEAST_LETTERS)) return [];
  const alike = [...names].filter(([each]) => each.startsWith(name) || isInflected(name, each));
  const said = alike.flatMap(([, days]) => days);
  const distinct = said.filter((each, at) => said.findIndex((other) => isSame(each, other)) === at);
  return distinct.length > MOST_ALIKE ? [] : distinct;
}

/** `пятницу`, `fridays` */
function isInflected(word: string, name: string): boolean {
  if (name.length < 5 || Math.abs(word.length - name.length) > 1) return false;
  return word.startsWith(name) || (/^[а-я]/.test(name) && word.startsWith(name.slice(0, -1)));
}

const CENTURY = 2000;

function parts(year?: string, month?: string, date?: string): DayParts {
  return {
    ...(year === undefined ? {} : { year: year.length === 2 ? CENTURY + Number(year) : Number(year) }),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(date === undefined ? {} : { date: Number(date) }),
  };
}

/** Whether there are such days, in the century of the names of options. */
function isPossible({ year = CENTURY, month = 1, date = 1 }: DayParts): boolean {
  return year >= CENTURY && year < CENTURY + 100 && month >= 1 && month <= 12 && date >= 1 && date <= 31;
}
