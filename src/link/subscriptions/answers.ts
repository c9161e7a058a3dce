/** Finds what an answer of the exchange is about. Requests carry no ids: what it repeats of a request has to do. */

import { channelOf, isNamed } from "../../protocol/channels";
import type { Acknowledgement } from "../../protocol/frames";
import { canonical, type Subscription } from "../../protocol/subscription";
import { parseOption } from "../../protocol/symbols/symbols";

export interface Asked {
  subscription: Subscription;
  /** As answers may name it: see `namesOf`. */
  names: readonly string[];
}

/** What an answer is about, and the request that asked for it. */
export interface Found<Entry, Request> {
  readonly records: readonly Entry[];
  readonly part: Request;
}

/** A request that was sent, with those of its subscriptions that have no answer yet. */
export interface Unanswered<Entry extends Asked> {
  readonly records: readonly Entry[];
}

/**
 * What an answer is about, taken out of the requests: of the oldest that it can be about all that it names, or
 * everything where it names nothing. A request that it names in full goes before one that has more.
 *
 * @param isWaiting whether nothing was heard of an entry yet: what has data was not refused
 */
export function takeAnswered<Entry extends Asked, Request extends Unanswered<Entry>>(
  requests: Request[],
  answer: Acknowledgement,
  isWaiting: (entry: Entry) => boolean,
): Found<Entry, Request> | undefined {
  const named = answer.symbols && new Set(answer.symbols.map(canonical));
  const isNamed = ({ names }: Entry) => !named || names.some((name) => named.has(name));
  const possible = requests.filter(({ records }) => isAbout(answer, named, records));
  const likely = answer.accepted ? undefined : possible.find(({ records }) => records.some(isWaiting));
  const exact = named && possible.find(({ records }) => records.every(isNamed));
  const request = exact ?? likely ?? possible[0];
  if (!request) return undefined;
  const left = request.records.filter((entry) => !isNamed(entry));
  requests.splice(requests.indexOf(request), 1, ...(left.length > 0 ? [{ ...request, records: left }] : []));
  return { records: request.records.filter(isNamed), part: request };
}

/** Whether an answer can be about a request: what it leaves out, it does not contradict. */
function isAbout(
  { dataType, dt }: Acknowledgement,
  named: ReadonlySet<string> | undefined,
  records: readonly Asked[],
): boolean {
  const [first] = records;
  if (!first) return false;
  const { channel, endpoint } = first.subscription;
  if (dataType !== undefined && !isNamed(channel, dataType)) return false;
  if (dt !== undefined && channelOf(endpoint, dt) !== channel) return false;
  if (!named) return true;
  // By no set of what was asked: an exchange can answer some thousand times a second, with thousands of requests open.
  for (const name of named) if (!records.some(({ names }) => names.includes(name))) return false;
  return true;
}

/** In one spelling. An option's chain is asked for by its underlying, whatever option the user named. */
export function namesOf({ channel, symbol }: Subscription): string[] {
  const name = canonical(symbol);
  return channel.addressing === "chain" ? [name, parseOption(symbol)?.underlying ?? symbol] : [name];
}
