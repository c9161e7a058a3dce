#!/usr/bin/env node
/** Keeps a session with the exchange: `coincall-record`. */

import { CoincallError } from "../protocol/error";
import { inEnglish } from "../runtime/texts";
import { type Options, parseOptions, USAGE } from "./options";
import { newFile, Output } from "./output";
import { Recorder } from "./recorder";
import { UsageError } from "./usage-error";

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === "help") {
    process.stdout.write(USAGE);
    return;
  }
  const frames = await record(options);
  tell(`${frames} ${frames === 1 ? "frame" : "frames"} recorded`);
  // What is left are timers that nobody waits for: a socket's goodbye, the simulator's patience.
  process.exit(frames > 0 ? 0 : EXIT_FAILURE);
}

/** @returns how many frames were recorded */
async function record(options: Options): Promise<number> {
  const { subscriptions, output: path, seconds } = options;
  const ended = new AbortController();
  const end = () => ended.abort();
  const output = new Output(path === undefined ? () => process.stdout : newFile(path), end);
  const recorder = new Recorder(options, { recorded: (frame) => output.write(frame), told: tell });
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  if (seconds !== undefined) setTimeout(end, seconds * 1000);
  recorder.start(subscriptions);
  await new Promise((resolve) => ended.signal.addEventListener("abort", resolve, { once: true }));
  recorder.close();
  await output.end();
  return output.lines;
}

/** Standard output is for frames. */
function tell(text: string): void {
  process.stderr.write(`coincall-record: ${text}\n`);
}

main().catch((error: Error) => {
  tell(error instanceof CoincallError ? inEnglish(error).message : error.message);
  process.exit(error instanceof UsageError ? EXIT_USAGE : EXIT_FAILURE);
});
