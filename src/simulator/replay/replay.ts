/** The exchange with a recorded session in the market's place. */

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Exchange, type ExchangeOptions } from "../exchange/server";
import { readRecording } from "./recording";
import { replayCalls } from "./replay-calls";
import { type Pace, ReplaySource } from "./replay-source";

export interface ReplayOptions extends ExchangeOptions, Partial<Pace> {
  /** NDJSON: the path of a file, or its lines. The whole of it is kept in memory. */
  readonly recording: string | Iterable<string>;
}

/** Times the recorded pace. */
export const FASTEST_REPLAY = 1_000;

/**
 * An exchange on loopback that sends what a recording holds, to whoever subscribes to it, at the recorded pace times `speed` (1 by
 * default), once or in a `loop`.
 *
 * @throws {RangeError} for a speed that is not above 0 and at most 1000
 * @throws {RecordingError} for a line that cannot be read
 * @throws when the file cannot be read or the port cannot be had
 */
export async function startReplay(options: ReplayOptions): Promise<Exchange> {
  const { recording: from, speed = 1, loop = false } = options;
  if (!(speed > 0 && speed <= FASTEST_REPLAY))
    throw new RangeError(`speed must be above 0, and at most ${FASTEST_REPLAY}`);
  const recording = await readRecording(typeof from === "string" ? linesOf(from) : from);
  const exchange = new Exchange(
    options,
    new ReplaySource(recording, { speed, loop }),
    replayCalls(recording),
  );
  await exchange.listen(options.port ?? 0, options.host ?? "127.0.0.1");
  return exchange;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path, "utf8");
  // Without this, an error of the file would reach nobody: the lines end as if it were empty.
  let failure: Error | undefined;
  file.on("error", (error) => {
    failure = error;
  });
  yield* createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY });
  if (failure) throw failure;
}
