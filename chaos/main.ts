/**
 * `npm run chaos`: plays faults between a real Node-RED and the simulator, and judges what becomes of the data.
 * `npm run chaos -- --quick` leaves out what takes minutes; `npm run chaos -- NAME …` plays those whose names begin so.
 */
import { parseArgs } from "node:util";
import type { Fault } from "./fault";
import { FAULTS } from "./faults";
import type { Result } from "./judge";
import { Stage } from "./stage";
import { table, verdict } from "./table";

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false } },
  });
  const faults = picked(positionals, values.quick);
  if (faults.length === 0) throw new Error(`No fault begins so. There are:\n${names()}`);
  const results = await playAll(faults, values.quick);
  const short = results.filter(({ shortfall }) => shortfall !== undefined).length;
  console.log(`\n${table(results)}\n\n${results.length} faults, ${short} fell short`);
  process.exitCode = short === 0 ? 0 : 1;
}

function picked(beginnings: readonly string[], quick: boolean): Fault[] {
  if (beginnings.length === 0) return FAULTS.filter(({ takes }) => !quick || takes === "seconds");
  return FAULTS.filter(({ name }) => beginnings.some((beginning) => name.startsWith(beginning)));
}

function names(): string {
  return FAULTS.map(({ name }) => `  ${name}`).join("\n");
}

async function playAll(faults: readonly Fault[], brief: boolean): Promise<Result[]> {
  const results: Result[] = [];
  const stage = await Stage.open();
  try {
    for (const fault of faults) {
      process.stdout.write(`${results.length + 1}/${faults.length} ${fault.name} … `);
      const result = await stage.play(fault, brief);
      results.push(result);
      console.log(verdict(result));
    }
  } finally {
    await stage.close();
  }
  return results;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
