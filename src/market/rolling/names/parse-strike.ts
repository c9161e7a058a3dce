import type { StrikeRule } from "../rule";
import { ROLLING_LIMITS } from "./limits";
import { countAfter, type Wrong, within } from "./word";

const MONEY = /^ATM(?:([+-])(.*))?$/;
const MEASURED = /^(\d+(?:\.\d{1,2})?)([D%])$/;
/** As options' names have it. */
const STRIKE = /^\d{1,12}(?:\.\d{1,12})?$/;

/** Reads `ATM`, `ATM-2`, `25D`, `105%` or `100000`, in upper case. */
export function parseStrikeWord(word: string): StrikeRule | Wrong {
  const money = MONEY.exec(word);
  if (money) return fromMoney(money[1], money[2], word);
  const [, size, unit] = MEASURED.exec(word) ?? [];
  if (size !== undefined) return unit === "D" ? delta(Number(size), word) : share(Number(size), word);
  const isStrike = STRIKE.test(word) && Number(word) > 0;
  return isStrike ? { kind: "strike", strike: Number(word) } : { reason: "rollingStrikeUnknown", word };
}

function fromMoney(sign: string | undefined, digits = "", word: string): StrikeRule | Wrong {
  if (sign === undefined) return { kind: "money", steps: 0 };
  const steps = countAfter(sign, digits, word, ROLLING_LIMITS.steps);
  if (typeof steps !== "number") return steps;
  return { kind: "money", steps: sign === "-" ? -steps : steps };
}

function delta(size: number, word: string): StrikeRule | Wrong {
  const hundredths = within(size, word, ROLLING_LIMITS.hundredths);
  return typeof hundredths === "number" ? { kind: "delta", hundredths } : hundredths;
}

function share(size: number, word: string): StrikeRule | Wrong {
  const percent = within(size, word, ROLLING_LIMITS.percent);
  return typeof percent === "number" ? { kind: "share", percent } : percent;
}
