/**
 * `npm run fuzz -- [--cases N] [--seed N] [--path P]`: cases of the fuzz on demand, in portions, each with a seed of
 * its own. A failing case is printed with the command that has it again; the exit code is 1 then.
 * `npm run fuzz -- --memory [--seed N]`: what streams of ten thousand frames leave in memory, in every setting.
 */
import { parseArgs } from "node:util";
import { Fuzz, SETTINGS } from "./cases";
import { FRAMES, MOST_LEFT, memoryLeftBy } from "./memory";

/** Cases between two lines of progress. */
const PORTION = 10_000;

async function main(): Promise<void> {
  const { cases, seed, path, memory } = readOptions();
  if (memory) return fuzzMemory(seed);
  const fuzz = new Fuzz();
  const started = performance.now();
  console.log(`${cases} cases, seed ${seed}`);
  for (let done = 0; done < cases; ) {
    const portion = Math.min(PORTION, cases - done);
    // A path is one within a portion: its seed is given with it.
    const portionSeed = seed + done / PORTION;
    await repeatable(fuzz.run(portion, portionSeed, path), portionSeed);
    done += portion;
    const rate = Math.round((done / (performance.now() - started)) * 1000);
    console.log(
      `${done} of ${cases} cases passed, ${rate} cases/s, ${inMegabytes(process.memoryUsage().rss)} MB`,
    );
  }
  await fuzz.close();
}

async function fuzzMemory(seed: number): Promise<void> {
  for (const setting of SETTINGS) {
    const left = await memoryLeftBy(FRAMES, seed, setting);
    console.log(`seed ${seed}, ${setting.protocol}, ${setting.numbers}: ${inMegabytes(left)} MB more`);
    if (left > MOST_LEFT) throw new Error("Too much is left.");
  }
}

function readOptions() {
  const text = { type: "string" } as const;
  const memory = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ options: { cases: text, seed: text, path: text, memory } });
  const cases = Number(values.cases ?? PORTION);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 20));
  if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
    throw new RangeError("--cases and --seed must be integers");
  }
  return { cases, seed, path: values.path, memory: values.memory };
}

async function repeatable(run: Promise<void>, seed: number): Promise<void> {
  try {
    await run;
  } catch (error) {
    const path = /path: "([^"]+)"/.exec(String(error))?.[1];
    console.error(
      `Again: npm run fuzz -- --cases ${PORTION} --seed ${seed}${path ? ` --path "${path}"` : ""}`,
    );
    throw error;
  }
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
