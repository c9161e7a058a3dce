import { element } from "../elements";
import { text } from "../texts";

export type Measure = "expiry" | "strike";

/** One way to say a part of a name: in words, and as it is written with its number. */
interface Way {
  readonly label: () => string;
  /** What the number behind it counts. */
  readonly unit: () => string;
  /** To begin with. */
  readonly number: number;
  readonly word: (number: string) => string;
}

/** `W`, `W+1`; what is no number is left for the parser to refuse. */
function counted(kind: string, label: () => string): Way {
  return {
    label,
    unit: () => text("rolling.later"),
    number: 0,
    word: (number) => (Number(number) === 0 ? kind : `${kind}+${number}`),
  };
}

export const EXPIRIES: readonly Way[] = [
  counted("W", () => text("rolling.week")),
  counted("NEXT", () => text("rolling.next")),
  counted("M", () => text("rolling.month")),
  counted("Q", () => text("rolling.quarter")),
  {
    label: () => text("rolling.days"),
    unit: () => text("rolling.dayUnit"),
    number: 30,
    word: (number) => `${number}DTE`,
  },
];

export const STRIKES: readonly Way[] = [
  {
    label: () => text("rolling.money"),
    unit: () => text("rolling.steps"),
    number: 0,
    word: (number) => (Number(number) === 0 ? "ATM" : `ATM${number.startsWith("-") ? "" : "+"}${number}`),
  },
  {
    label: () => text("rolling.delta"),
    unit: () => text("rolling.hundredths"),
    number: 25,
    word: (number) => `${number}D`,
  },
  {
    label: () => text("rolling.share"),
    unit: () => "%",
    number: 105,
    word: (number) => `${number}%`,
  },
  {
    label: () => text("rolling.strike"),
    unit: () => "USD",
    number: 100_000,
    word: (number) => number,
  },
];

export function select(id: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return element("select", { id }, ...options.map(([value, label]) => element("option", { value }, label)));
}

/** A choice of ways, with the number that belongs to the chosen one. */
export function amount(id: string, ways: readonly Way[]) {
  const choice = select(
    id,
    ways.map(({ label }, index) => [String(index), label()]),
  );
  const number = element("input", { type: "number", step: "any" });
  const unit = element("span");
  const way = () => ways[Number(choice.value)] as Way;
  const begin = () => {
    number.value = String(way().number);
    unit.textContent = way().unit();
    number.setAttribute("aria-label", text("rolling.amount", { what: way().unit() }));
  };
  choice.addEventListener("input", begin);
  begin();
  return {
    elements: [choice, number, unit],
    word: () => way().word(number.value.trim()),
  };
}
