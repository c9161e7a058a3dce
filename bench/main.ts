/**
 * `npm run bench`: what the palette costs a machine, against what people use instead, over real sockets.
 *
 * `npm run bench -- --quick` takes about a minute, and leaves most of it out.
 * `npm run bench -- NAME …` measures only what is called so.
 * `npm run bench -- --document` measures nothing, and puts the last run's results into docs/performance.md.
 */
import { parseArgs } from "node:util";
import { dearest, nameManner } from "./dearest";
import { writeDocument } from "./document/document";
import { Exchange } from "./exchange/exchange";
import { circumstances } from "./machine";
import type { Figures, Measurement, Setting } from "./measurement";
import { MEASUREMENTS, QUICK } from "./measurements";
import { report } from "./report";
import { readResults, saveResults } from "./results";

const ROUNDS = 5;
const THOROUGH = { singly: 1, warmUp: 2, seconds: 2 };
/** Longer than the interval of `latest`, so that something comes of it. */
const BRIEF = { singly: 0.3, warmUp: 0.8, seconds: 1.2 };

async function main(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: flag, document: flag, rounds: { type: "string" } },
  });
  if (values.document) writeDocument(readResults());
  else await run(picked(positionals, values.quick), Number(values.rounds), values.quick);
}

async function run(measurements: readonly Measurement[], wished: number, quick: boolean): Promise<void> {
  const rounds = wished > 0 ? wished : quick ? 1 : ROUNDS;
  const exchange = await Exchange.start();
  console.error("Which manner of figures is the dearest …");
  const manner = await dearest(exchange);
  exchange.write(manner);
  const setting: Setting = { exchange, duration: quick ? BRIEF : THOROUGH, quick };
  const figures = await measureAll(measurements, rounds, setting);
  await exchange.stop();
  const told = { ...circumstances(), rounds: String(rounds), "figures, the dearest": nameManner(manner) };
  const results = { circumstances: told, figures };
  saveResults(results);
  console.log(report(results));
}

function picked(names: readonly string[], quick: boolean): readonly Measurement[] {
  if (names.length === 0) return quick ? QUICK : MEASUREMENTS;
  const unknown = names.find((name) => !MEASUREMENTS.some((measurement) => measurement.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no "${unknown}", but: ${MEASUREMENTS.map(({ name }) => name).join(", ")}.`);
  }
  return MEASUREMENTS.filter(({ name }) => names.includes(name));
}

async function measureAll(
  measurements: readonly Measurement[],
  rounds: number,
  setting: Setting,
): Promise<Figures> {
  const figures: Figures = {};
  for (let round = 1; round <= rounds; round += 1) {
    for (const measurement of measurements.filter(({ rounds: most = rounds }) => round <= most)) {
      console.error(`Round ${round} of ${rounds}: ${measurement.name} …`);
      add(figures, measurement.name, await measurement.round(setting));
    }
  }
  return figures;
}

function add(figures: Figures, name: string, values: Readonly<Record<string, number>>): void {
  const known = figures[name] ?? {};
  figures[name] = known;
  for (const [variant, value] of Object.entries(values)) known[variant] = [...(known[variant] ?? []), value];
}

main().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
