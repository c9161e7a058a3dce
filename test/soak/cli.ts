/**
 * The long tests, on demand: all nodes on a busy exchange for minutes to hours, or deploys by the thousand. Prints
 * what Node-RED's process holds on to over time, and at the end how much of it grows.
 */
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startSimulator } from "../../src/simulator/index";
import { type NodeRed, startNodeRed } from "../embedded/harness";
import { takeCensus } from "../leaks/census";
import { deployAgain, deployFirst } from "../leaks/deploys";
import { startStubExchange } from "../support/stub-exchange";
import { marketFlow } from "./market-flow";
import { headline, type Measurement, row, slopes } from "./table";

const USAGE = `npm run soak -- [--minutes 5] [--symbols 500] [--every 10] [--start 2026-11-27T07:30:00Z] [--cuts 15]
npm run soak -- --deploys 1000

  --minutes  how long all nodes run on the built-in exchange
  --symbols  options that they subscribe to
  --every    seconds between two lines
  --start    what time it is at the exchange when it begins: at 08:00 UTC options expire
  --cuts     seconds from one cut of the line to the next; none where it is not given
  --deploys  instead, so many deploys in each of the three modes
`;

const MINUTE = 60_000;
const HOUR = 60;
const LINES = 10;

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) console.log(USAGE);
  else if (options.deploys > 0) await soakDeploys(options.deploys);
  else await soakMarket(options);
}

type Wishes = ReturnType<typeof readOptions>;

function readOptions() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      minutes: text,
      symbols: text,
      every: text,
      start: text,
      cuts: text,
      deploys: text,
      help: { type: "boolean" },
    },
  });
  const number = (name: "minutes" | "symbols" | "every" | "cuts" | "deploys", usual: number) => {
    const value = Number(values[name] ?? usual);
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`--${name} must be a number`);
    return value;
  };
  const start = values.start === undefined ? undefined : Date.parse(values.start);
  if (Number.isNaN(start)) throw new RangeError("--start must be a moment such as 2026-11-27T07:30:00Z");
  return {
    minutes: number("minutes", 5),
    symbols: number("symbols", 500),
    every: number("every", 10),
    /** The exchange's clock, ms since 1970; now where there is none. */
    start,
    cuts: number("cuts", 0),
    deploys: number("deploys", 0),
    help: values.help === true,
  };
}

async function soakMarket({ minutes, symbols, every, start, cuts }: Wishes): Promise<void> {
  const simulator = await startSimulator(start === undefined ? {} : { start });
  const nodeRed = await startNodeRed({ version: "4.1" });
  await nodeRed.deploy(marketFlow(simulator, symbols));
  await takeCensus(nodeRed);
  const cutting = cuts > 0 ? setInterval(() => simulator.control.cut(), cuts * 1000) : undefined;
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / MINUTE;
  const measurements: Measurement[] = [];
  console.log(headline("minutes"));
  while (elapsed() < minutes) {
    await pause(every * 1000);
    measurements.push(await measure(nodeRed, elapsed()));
    nodeRed.forget();
  }
  clearInterval(cutting);
  console.log(slopes(afterStart(measurements), HOUR, "an hour"));
  await nodeRed.stop();
  await simulator.close();
}

async function measure(nodeRed: NodeRed, at: number): Promise<Measurement> {
  nodeRed.send("count", { tell: true });
  const { payload } = await nodeRed.nextMessage<number>(() => true, { output: "count" });
  const measurement = { at, census: await takeCensus(nodeRed), messages: payload };
  console.log(row(measurement));
  return measurement;
}

async function soakDeploys(deploys: number): Promise<void> {
  const exchange = await startStubExchange();
  const nodeRed = await startNodeRed({ version: "4.1" });
  await deployFirst(nodeRed, exchange);
  for (const type of ["full", "nodes", "flows"] as const) {
    const measurements: Measurement[] = [];
    console.log(`\nDeploys of the mode ${type}\n${headline("deploys")}`);
    const portion = Math.max(1, Math.ceil(deploys / LINES));
    for (let done = 0; done < deploys; ) {
      const times = Math.min(portion, deploys - done);
      await deployAgain(nodeRed, exchange, type, times);
      done += times;
      await pause(2_000);
      const measurement = {
        at: done,
        census: await takeCensus(nodeRed),
        messages: nodeRed.messages().length,
      };
      measurements.push(measurement);
      console.log(row(measurement));
      nodeRed.forget();
    }
    console.log(slopes(afterStart(measurements), 1_000, "a thousand"));
  }
  console.log(`\nSockets open at the exchange: ${exchange.open()}, accepted in all: ${exchange.accepted()}`);
  await nodeRed.stop();
  await exchange.close();
}

/** Without the first tenth, in which everything is compiled and caches fill. */
function afterStart(measurements: readonly Measurement[]): readonly Measurement[] {
  return measurements.slice(Math.ceil(measurements.length / LINES));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
