import type { NodeMessage } from "node-red";
import { LONGEST_NAME } from "../../../protocol/limits";
import type { Control } from "../control";
import type { OnList } from "../listed";
import type { LatestMessage } from "../outlet";
import { inSlices } from "../turns/slices";
import type { Watched } from "../watched";
import { Narrowing } from "./narrowing";

/** One row of the answer to `get`. Source: docs/contract.md, "Messages in". */
export interface LatestRow {
  topic: string;
  /** Of candles. */
  period?: string;
  /** Absent where nothing came yet. */
  payload?: unknown;
  /** ms since 1970, this machine's clock. */
  received?: number;
  /** ms. */
  age?: number;
  /** Only of what was named and is not watched. */
  watched?: false;
}

/** What an answer about one symbol is to an HTTP response. */
const FOUND = 200;
const NOT_WATCHED = 404;
const NOTHING_YET = 503;

/**
 * The answer to `get`; of many symbols, made in several turns.
 *
 * @param latest of something that is watched, one a topic
 */
export async function latestAnswer(
  control: Control,
  entries: readonly OnList[],
  latest: (watched: Watched) => readonly LatestMessage[],
): Promise<NodeMessage> {
  const narrowing = new Narrowing(control);
  const found: Found[] = [];
  await inSlices(entries, (slice) => {
    for (const entry of slice) if (narrowing.takes(entry)) found.push(...foundOf(entry, latest));
  });
  for (const symbol of narrowing.unfound)
    found.push({ row: { topic: symbol.slice(0, LONGEST_NAME), watched: false } });
  const [first, ...others] = found;
  if (control.isOfOne && first && others.length === 0) return answerOfOne(first);
  return { topic: "latest", payload: found.map(({ row }) => row) };
}

interface Found {
  readonly row: LatestRow;
  /** As it went out; absent where nothing came. */
  readonly message?: NodeMessage;
}

function foundOf({ wish, watched }: OnList, latest: (watched: Watched) => readonly LatestMessage[]): Found[] {
  const period = wish?.period ?? watched?.subscription.period;
  const ofCandle = period === undefined ? {} : { period };
  const found = watched ? latest(watched) : [];
  if (found.length === 0) return [{ row: { topic: wish?.name ?? watched?.label ?? "", ...ofCandle } }];
  const now = Date.now();
  return found.map(({ message, received }) => {
    const { topic = "", payload } = message;
    return { message, row: { topic, ...ofCandle, payload, received, age: Math.max(0, now - received) } };
  });
}

/** The node's message again, made to go on to an HTTP response. */
function answerOfOne({ row: { topic, watched }, message }: Found): NodeMessage {
  if (message) return { ...message, statusCode: FOUND } as NodeMessage;
  const statusCode = watched === false ? NOT_WATCHED : NOTHING_YET;
  return { topic, payload: undefined, statusCode } as NodeMessage;
}
