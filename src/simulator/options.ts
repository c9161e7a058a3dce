/** What `coincall-simulator` is asked for on its command line. */

import { parseArgs } from "node:util";
import type { ExchangeOptions } from "./exchange/server";
import { FIGURES, type Figures } from "./frames/figures";
import { EARLIEST, LATEST } from "./market/clock";
import type { Ladder } from "./market/listing/strikes";
import { FASTEST_REPLAY, type ReplayOptions } from "./replay/replay";
import type { SimulatorOptions } from "./simulator";

export const USAGE = `Usage: coincall-simulator [options]

An exchange on this machine that speaks the Coincall WebSocket protocol. It prints its URL as the first line.

  --port N      port to listen on; 0, the default, takes any free one
  --host HOST   address to listen on, 127.0.0.1 by default
  --seed N      an integer that makes the market repeatable
  --start ISO   where the market's clock begins, such as 2026-11-27T07:59:00Z; the time of this machine by default
  --ladder wide as many strikes as the exchange lists: about a thousand options of bitcoin
  --key KEY     the only API key that is let in; any is by default
  --secret KEY  the API secret that signatures are checked with; needs --key. Arguments can be seen by others on this
                machine: the environment variables COINCALL_KEY and COINCALL_SECRET do the same
  --figures X   how figures are written to connections of the signed dialect: today (the default), as live clients see
                them, or all as texts, or all as numbers
  --control     let programs on this machine drive the market over HTTP, under /control/
  --replay FILE send what a recording holds (see coincall-record) instead of a market of its own
  --speed N     times the recorded pace, 1 by default, at most 1000
  --loop        begin the recording again when it has ended
  --help        print this and end
`;

const HIGHEST_PORT = 65_535;

type Flags = ReturnType<typeof parseFlags>;

/** A command line that cannot be followed, with the reason in a sentence. */
export class UsageError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param environment where the key and the secret are found that the arguments do not tell
 * @throws {UsageError}
 */
export function parseOptions(
  argv: readonly string[],
  environment: Environment = {},
): SimulatorOptions | ReplayOptions | "help" {
  const flags = withCredentials(parseFlags(argv), environment);
  if (flags.help) return "help";
  return flags.replay === undefined ? marketOptions(flags) : replayOptions(flags, flags.replay);
}

/** An empty variable counts as none: that is how it is left out in a file of settings. */
function withCredentials(flags: Flags, { COINCALL_KEY, COINCALL_SECRET }: Environment): Flags {
  const key = flags.key ?? (COINCALL_KEY || undefined);
  const secret = flags.secret ?? (COINCALL_SECRET || undefined);
  return { ...flags, ...(key === undefined ? {} : { key }), ...(secret === undefined ? {} : { secret }) };
}

function marketOptions(flags: Flags): SimulatorOptions {
  const { seed, control, start, ladder, speed, loop, figures } = flags;
  if (speed !== undefined || loop) throw new UsageError("--speed and --loop need --replay");
  return {
    ...exchangeOptions(flags),
    control: control ?? false,
    ...(seed === undefined ? {} : { seed: integer("--seed", seed, 0, Number.MAX_SAFE_INTEGER) }),
    ...(start === undefined ? {} : { start: moment(start) }),
    ...(ladder === undefined ? {} : { ladder: width(ladder) }),
    ...(figures === undefined ? {} : { figures: manner(figures) }),
  };
}

function moment(text: string): number {
  const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (time >= EARLIEST && time < LATEST) return time;
  throw new UsageError("--start must be a day or a time with its zone, such as 2026-11-27T07:59:00Z");
}

function width(text: string): Ladder {
  if (text === "wide" || text === "narrow") return text;
  throw new UsageError("--ladder must be wide or narrow");
}

function manner(figures: string): Figures {
  const known = FIGURES.find((candidate) => candidate === figures);
  if (!known) throw new UsageError(`--figures must be one of ${FIGURES.join(", ")}`);
  return known;
}

function replayOptions(flags: Flags, recording: string): ReplayOptions {
  const { seed, control, start, ladder, figures, speed = "1", loop } = flags;
  if (seed !== undefined || control) throw new UsageError("--seed and --control do not go with --replay");
  if (start !== undefined || ladder !== undefined || figures !== undefined)
    throw new UsageError("--start, --ladder and --figures do not go with --replay");
  const pace = /^\d+(\.\d+)?$/.test(speed) ? Number(speed) : 0;
  if (pace <= 0 || pace > FASTEST_REPLAY)
    throw new UsageError(`--speed must be above 0, and at most ${FASTEST_REPLAY}`);
  return { ...exchangeOptions(flags), recording, speed: pace, loop: loop ?? false };
}

function exchangeOptions({ port, host, key, secret }: Flags): ExchangeOptions {
  if (secret !== undefined && key === undefined) throw new UsageError("--secret needs --key");
  if (key === "" || secret === "") throw new UsageError("--key and --secret must not be empty");
  return {
    port: integer("--port", port ?? "0", 0, HIGHEST_PORT),
    host: host ?? "127.0.0.1",
    ...(key === undefined ? {} : { key }),
    ...(secret === undefined ? {} : { secret }),
  };
}

function parseFlags(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: text,
        host: text,
        seed: text,
        start: text,
        ladder: text,
        key: text,
        secret: text,
        figures: text,
        control: flag,
        replay: text,
        speed: text,
        loop: flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    if (!isArgumentError(error)) throw error;
    // The message may repeat an argument, and an argument may be a secret: only the name of an option is passed on.
    const option = /'(--?[a-z]+)/.exec(error.message)?.[1];
    throw new UsageError(
      option ? `${option} is not an option, or its value is missing` : "unexpected argument",
    );
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function integer(option: string, text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
  throw new UsageError(`${option} must be an integer from ${lowest} to ${highest}`);
}
