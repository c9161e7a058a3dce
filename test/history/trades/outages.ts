import fc from "fast-check";
import { outagesOf, type Step, step } from "../steps";
import { type Answering, type Habits, NOON, type Player, type Traded } from "./player";

/** What an exchange may make of a right answer, by what is wrong with it. */
const ANSWERS: Readonly<Record<string, Answering>> = {
  right: (rows) => rows,
  none: () => undefined,
  "an object": () => ({ code: 429 }),
  "a text": () => "<html>Too many requests</html>",
  empty: () => [],
  "oldest first": (rows) => rows.toReversed(),
  "out of order": (rows) => [
    ...rows.filter((_, index) => index % 3 === 1),
    ...rows.filter((_, index) => index % 3 !== 1),
  ],
  twice: (rows) => [...rows, ...rows],
  "of another symbol": (rows) => rows.map((row) => ({ ...row, symbol: "ETHUSD" })),
  "the older half": (rows) => rows.slice(rows.length / 2),
  "the newer half": (rows) => rows.slice(0, rows.length / 2),
  "partly unreadable": (rows) =>
    rows.map((row, index) => (index % 3 === 1 ? { ...row, price: "much" } : row)),
  "other times": (rows) =>
    rows.map((row) => ({ ...row, time: Number((row as { time: string }).time) - 137 })),
};
const answers = fc.constantFrom(...Object.keys(ANSWERS));

/** Few prices and sizes, and milliseconds with several: some can't be told apart. */
export const markets: fc.Arbitrary<readonly Traded[]> = fc
  .array(
    fc.record({
      after: fc.constantFrom(0, 0, 1, 40, 400, 4_000),
      price: fc.constantFrom(100, 100.5, 101),
      size: fc.constantFrom("1.5", "2.0"),
      side: fc.constantFrom(1 as const, 2 as const),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((made) => {
    let time = NOON;
    return made.map(({ after, ...trade }) => {
      time += after + (time === NOON ? 1 : 0);
      return { time, ...trade };
    });
  });

export const outages = outagesOf(fc.constantFrom(1, 60, 700, 3_000, 20_000), answers);
export const habits: fc.Arbitrary<Habits> = fc.record({
  pushed: fc.array(fc.constantFrom(0, 0, 3, 20), { minLength: 1, maxLength: 3 }),
  rest: fc.constantFrom(5, 30, 100),
});

/** Ends with all that is asked for answered, and all that is made told. */
export function play(player: Player, steps: readonly Step[], between: () => void = () => {}): void {
  step(player, steps, (name) => ANSWERS[name], between);
  player.returns();
  player.settles();
  player.passes(1_000_000);
  player.settles();
  between();
}
