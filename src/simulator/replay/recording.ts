/**
 * A recorded session, read from NDJSON: a line a frame, in the order in which they came.
 *
 *     {"received": 1795450115502, "endpoint": "options", "frame": "{\"dt\":5,\"c\":20,\"d\":{…}}"}
 *
 * `received` is ms since 1970 on the recorder's clock, `frame` the text as the exchange sent it.
 */

import type { Endpoint } from "../../protocol/channels";
import { type PlayedChannel, pushedChannel } from "../exchange/channels";
import { instrumentsOf, subjectsOf } from "./subjects";

export interface RecordedFrame {
  /** ms since the first frame; never less than that of the frame before. */
  readonly offset: number;
  readonly endpoint: Endpoint;
  /** What it is about, in the spellings of `subjectsOf`. */
  readonly subjects: readonly string[];
  /** Whether the next of its kind says all that it says: a slow client can do without it. */
  readonly isSnapshot: boolean;
  readonly text: string;
}

export interface Recording {
  /** Never empty. */
  readonly frames: readonly RecordedFrame[];
  /** When the first frame was received, ms since 1970. */
  readonly begin: number;
  /** ms from the first frame to the last. */
  readonly duration: number;
  /** All that something was recorded of, by endpoint: what can be subscribed to. */
  readonly subjects: Readonly<Record<Endpoint, ReadonlySet<string>>>;
  /** Names of the instruments in it. */
  readonly instruments: Readonly<Record<Endpoint, ReadonlySet<string>>>;
}

/** A recording that cannot be read, with the number of the line at fault, from 1. */
export class RecordingError extends Error {}

type Json = Readonly<Record<string, unknown>>;

interface Line {
  readonly received: number;
  readonly endpoint: Endpoint;
  readonly text: string;
}

/**
 * Empty lines, answers to requests, and channels that are not known here are left out.
 *
 * @throws {RecordingError}
 */
export async function readRecording(lines: Iterable<string> | AsyncIterable<string>): Promise<Recording> {
  const frames: RecordedFrame[] = [];
  const subjects = { options: new Set<string>(), futures: new Set<string>() };
  const instruments = { options: new Set<string>(), futures: new Set<string>() };
  let begin: number | undefined;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === "") continue;
    const line = parseLine(text, number);
    const push = parsePush(line, number);
    if (!push) continue;
    begin ??= line.received;
    // A clock that is set back while a session is recorded must not turn the order around.
    const offset = Math.max(line.received - begin, frames.at(-1)?.offset ?? 0);
    frames.push({ ...push, offset, endpoint: line.endpoint, text: line.text });
    for (const subject of push.subjects) subjects[line.endpoint].add(subject);
    for (const name of push.instruments) instruments[line.endpoint].add(name);
  }
  if (begin === undefined) throw new RecordingError("the recording holds no frame that could be replayed");
  return { frames, begin, duration: frames.at(-1)?.offset ?? 0, subjects, instruments };
}

function parseLine(text: string, number: number): Line {
  const { received, endpoint, frame } = parseObject(text) ?? fail(number, "is not a JSON object");
  if (typeof received !== "number" || !Number.isSafeInteger(received))
    fail(number, "has no `received`, the ms at which its frame came");
  if (endpoint !== "options" && endpoint !== "futures") {
    fail(number, "has no `endpoint`, which must be options or futures");
  }
  if (typeof frame !== "string") fail(number, "has no `frame`, the text of one");
  return { received, endpoint, text: frame };
}

/** `undefined` for what is not a push of a channel that is known here. */
function parsePush({ endpoint, text }: Line, number: number) {
  const { dt, d } = parseObject(text) ?? fail(number, "has a `frame` that is not a JSON object");
  const channel = pushedChannel(endpoint, Number(dt));
  if (!channel || typeof d !== "object" || d === null) return undefined;
  const rows: unknown[] = Array.isArray(d) ? d : [d];
  const objects = rows.filter((row): row is Json => typeof row === "object" && row !== null);
  return {
    subjects: subjectsOf(channel.name, endpoint, objects),
    instruments: instrumentsOf(objects),
    isSnapshot: !isOfEvents(channel),
  };
}

/** Of what happened once, where other channels tell again and again how something is. */
function isOfEvents({ name }: PlayedChannel): boolean {
  return name === "trades" || name === "tradesWithIds" || name === "kline";
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function fail(line: number, what: string): never {
  throw new RecordingError(`line ${line} of the recording ${what}`);
}
