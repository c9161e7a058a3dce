#!/usr/bin/env node
/** The exchange as a program of its own: `coincall-simulator`. */

import { startReplay, startSimulator } from "./index";
import { parseOptions, USAGE, UsageError } from "./options";

const EXIT_USAGE = 2;
const EXIT_FAILURE = 1;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === "help") {
    process.stdout.write(USAGE);
    return;
  }
  const exchange = "recording" in options ? await startReplay(options) : await startSimulator(options);
  process.stdout.write(`${exchange.url}\n`);
  const end = () => void exchange.close().then(() => process.exit(0));
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

main().catch((error: Error) => {
  process.stderr.write(`coincall-simulator: ${error.message}\n`);
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILURE;
});
