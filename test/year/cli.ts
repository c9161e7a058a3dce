/**
 * A year of rolling names in minutes, on demand. Prints a line every four weeks and what came of it at the end; ends with
 * 1 where anything was not as it must be.
 */
import { parseArgs } from "node:util";
import { heldBytes } from "../support/heap";
import { realTime } from "./clock";
import { growthOf, type Held } from "./memory";
import { Year } from "./year";

const USAGE = `npm run year -- [--days 366] [--seed 1] [--start 2026-01-01] [--faults]

  --days    how many days of the exchange
  --seed    of what the price does, and when faults come
  --start   the first day
  --faults  the link is cut, REST fails and lists are late, at random
`;

const DAY = 86_400_000;
const WEEK = 7;
/** Between two lines. */
const LINE = 28;
const SECOND = 1_000;
/** Differences that are told. */
const MOST = 20;

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    console.log(USAGE);
    return;
  }
  const year = new Year(options);
  const began = realTime();
  const elapsed = () => `${((realTime() - began) / SECOND).toFixed(0)} s`;
  const held: Held[] = [];
  console.log(line("days", "rolls", "messages", "checks", "listed", "heap MB", "time"));
  await year.play((day) => {
    const isLast = day === options.days;
    if (day % WEEK === 0 || isLast) {
      // The first collection frees what a new link took and left, the second tells that it is gone.
      heldBytes();
      held.push({ day, bytes: heldBytes() });
    }
    const { verifier, witness, oracle } = year;
    const megabytes = ((held.at(-1)?.bytes ?? 0) / 2 ** 20).toFixed(2);
    if (day % LINE === 0 || isLast)
      console.log(
        line(
          day,
          oracle.rolls,
          witness.messages,
          verifier.checks,
          oracle.knowledge.size,
          megabytes,
          elapsed(),
        ),
      );
  });
  const growth = growthOf(held);
  tell(year, growth.text, elapsed());
  process.exitCode = year.verifier.differences.length > 0 || growth.isGrowth ? 1 : 0;
}

function readOptions() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    options: { days: text, seed: text, start: text, faults: flag, help: flag },
  });
  if (values.help) return undefined;
  const start = Date.parse(values.start ?? "2026-01-01");
  const [days, seed] = [Number(values.days ?? 366), Number(values.seed ?? 1)];
  if (start % DAY !== 0) throw new RangeError("--start must be a day such as 2026-11-27");
  if (!(days >= 1) || !Number.isInteger(seed))
    throw new RangeError("--days and --seed must be whole numbers");
  return { start, days, seed, faults: values.faults === true };
}

function tell({ verifier, witness, oracle }: Year, growth: string, time: string): void {
  const reasons = [...verifier.rolls].map(([reason, count]) => `${reason} ${count}`).join(", ");
  console.log(`\nchoices   ${reasons}`);
  console.log(
    `rolls     ${oracle.rolls}, messages that told of one ${[...witness.rolls.values()].reduce(sum, 0)}`,
  );
  if (verifier.adopted > 0) console.log(`as right  ${verifier.adopted} choices after outages`);
  console.log(`checks    ${verifier.checks}, differences ${verifier.differences.length}`);
  console.log(`memory    ${growth}`);
  console.log(`time      ${time}`);
  for (const difference of verifier.differences.slice(0, MOST)) console.log(difference);
}

function sum(one: number, other: number): number {
  return one + other;
}

function line(...cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(12)).join("");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
