import { parseArgs } from "node:util";
import { heldBytes } from "../support/heap";
import { realTime } from "./clock";
import { Year } from "./year";

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { days: text, seed: text, start: text, faults: { type: "boolean" } },
  });
  const year = new Year({
    start: Date.parse(values.start ?? "2026-01-01T00:00:00Z"),
    days: Number(values.days ?? 366),
    seed: Number(values.seed ?? 1),
    faults: values.faults === true,
  });
  const began = realTime();
  await year.play((day) => {
    if (day % 7 === 0)
      console.log(day, (heldBytes() / 2 ** 20).toFixed(2), ((realTime() - began) / 1000).toFixed(1));
  });
  console.log(year.verifier.differences.join("\n"));
  console.log([...year.verifier.rolls], [...year.witness.rolls], year.witness.messages, year.verifier.checks);
  console.log(((realTime() - began) / 1000).toFixed(1));
  process.exitCode = year.verifier.differences.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
