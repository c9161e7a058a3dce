/**
 * `npm run fuzz -- [--cases N] [--seed N] [--path P]`: cases of the fuzz on demand, in portions, each with a seed of
 * its own. A failing case is printed with the command that has it again; the exit code is 1 then.
 */
import { parseArgs } from "node:util";
import { Fuzz } from "./cases";

/** Cases between two lines of progress. */
const PORTION = 10_000;

async function main(): Promise<void> {
  const { cases, seed, path } = readOptions();
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
    console.log(`${done} of ${cases} cases passed, ${rate} cases/s, ${megabytes()} MB`);
  }
  await fuzz.close();
}

function readOptions(): { cases: number; seed: number; path: string | undefined } {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { cases: text, seed: text, path: text } });
  const cases = Number(values.cases ?? PORTION);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
    throw new RangeError("--cases and --seed must be integers");
  }
  return { cases, seed, path: values.path };
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

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 2 ** 20);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
