import { isDeepStrictEqual } from "node:util";
import type { Contender, Outcome } from "./contenders/contender";
import type { Exchange } from "./exchange/exchange";
import type { Played } from "./exchange/orders";
import type { Receiver } from "./receivers";
import type { Subject } from "./subjects";

/** How long frames are sent, in seconds. */
export interface Duration {
  /** One by one, as most days begin: an engine never forgets that it was flooded while it started. */
  readonly singly: number;
  /** As fast as the receiver takes them, so that there are many: the engine compiles what is used often. */
  readonly warmUp: number;
  /** While it counts. */
  readonly seconds: number;
}

/** Frames a second that no receiver takes. */
const NO_WAIT = 1e9;
/** Frames that are sent one by one before the clock is looked at. */
const FEW = 20;
/** So many times as long is warmed up who sends a message a second: it takes several until all is compiled. */
const SELDOM = 3;

export interface Measured extends Outcome, Played {
  /** Of the whole process, µs a frame. */
  readonly cost: number;
}

/** Opens a receiver, warms it up, and measures what the frames of a subject cost it. */
export async function measure(
  exchange: Exchange,
  receiver: Receiver,
  subject: Subject,
  duration: Duration,
  watch: Parameters<Contender["begin"]>[0] = {},
): Promise<Measured> {
  await exchange.prepare(subject.ring);
  const contender = await receiver.open(exchange, subject);
  try {
    await warmUp(exchange, receiver, subject, duration);
    return await count(exchange, contender, receiver, subject, duration.seconds, watch);
  } finally {
    await contender.stop();
    await exchange.clientsBecome(0, 0);
  }
}

async function warmUp(
  exchange: Exchange,
  { takes }: Receiver,
  { ring, pace }: Subject,
  { singly, warmUp }: Duration,
): Promise<void> {
  const asFast = { rate: NO_WAIT, patient: true };
  await during(singly, () => exchange.play(ring, FEW, { ...asFast, burst: 1 }));
  await during(takes === "latest" ? SELDOM * warmUp : warmUp, () =>
    exchange.play(ring, pace.rate / 2, { ...asFast, burst: pace.burst }),
  );
}

async function during(seconds: number, action: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) await action();
}

async function count(
  exchange: Exchange,
  contender: Contender,
  receiver: Receiver,
  subject: Subject,
  seconds: number,
  watch: Parameters<Contender["begin"]>[0],
): Promise<Measured> {
  const frames = subject.pace.rate * seconds;
  await contender.begin(watch);
  const played = await exchange.play(subject.ring, frames, subject.pace);
  const outcome = await contender.end();
  checkCount(receiver, subject, outcome.taken, frames, played.took / 1000);
  return { ...outcome, ...played, cost: outcome.cpu / frames };
}

/** A bench that measures messages which never arrived is worth nothing. */
function checkCount(
  { name, copies, takes }: Receiver,
  subject: Subject,
  taken: number,
  frames: number,
  seconds: number,
): void {
  const said = `${name} took ${taken} messages of ${frames} frames (${subject.label})`;
  if (takes === "all" && taken !== Math.round(frames * copies)) throw new Error(said);
  if (takes === "more" && taken < Math.round(frames * copies)) throw new Error(said);
  if (takes === "nothing" && taken !== 0) throw new Error(said);
  const most = (seconds + 2) * subject.symbols * copies;
  if (takes === "latest" && (taken === 0 || taken > most)) throw new Error(said);
}

/** Whether two receivers make the same payloads of the same frames, but for the times, which each run sets anew. */
export function samePayloads(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length > 0 && isDeepStrictEqual(timeless(one), timeless(other));
}

function timeless(payloads: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(payloads, (key, value) => (key === "timestamp" ? typeof value : value)));
}
