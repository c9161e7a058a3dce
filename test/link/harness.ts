import os from "node:os";
import { mock } from "node:test";
import { Feed } from "../../src/link/feed/feed";
import type { FeedOptions } from "../../src/link/feed/feed-options";
import type { Update } from "../../src/link/feed/update";
import type { Recipient, Subscriber } from "../../src/link/feed/watches";
import type { Timing } from "../../src/link/socket/session";
import type { Endpoint } from "../../src/protocol/channels";
import { dialectOf, type ProtocolName } from "../../src/protocol/dialects";
import type { CoincallError } from "../../src/protocol/error";
import type { Subscription } from "../../src/protocol/subscription";
import type { StubExchange } from "../support/stub-exchange";

export const CREDENTIALS = { apiKey: "7Qx+demo/KEY=", apiSecret: "s3cr3t+/=" };

export const TIMING: Timing = {
  connectDeadline: 15_000,
  heartbeatInterval: 10_000,
  heartbeatTimeout: 10_000,
};

const PATIENCE = 2_000_000_000n;

/** Waits for something that only sockets can bring about. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = process.hrtime.bigint() + PATIENCE;
  while (!holds()) {
    if (process.hrtime.bigint() > deadline) throw new Error(`Waited in vain until ${holds}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What is on its way over loopback has arrived after this, in both directions. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const START = 1_800_000_000_000;
const LONGEST_STEP = 1_000;

/** What the clock on the wall is ahead of the time that only runs forward, ms. */
let ahead = 0;
/** How long the machine has slept, ms. */
let slept = 0;

/** Time stands still from here and passes only by `pass`; sockets work on. */
export function stopTime(): void {
  ahead = START;
  slept = 0;
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: START });
  mock.method(performance, "now", () => Date.now() - ahead);
  mock.method(os, "uptime", () => (performance.now() + slept) / 1_000);
}

/** In steps, so that what sockets and timers bring about in between comes in its turn. */
export async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= LONGEST_STEP) {
    mock.timers.tick(Math.min(left, LONGEST_STEP));
    await settled();
  }
}

/** Somebody sets the clock: timers know nothing of it. */
export function setClock(by: number): void {
  const before = Date.now;
  ahead += by;
  mock.method(Date, "now", () => before() + by);
}

/** The machine sleeps: timers and the time that only runs forward know nothing of it. */
export function sleep(duration: number): void {
  slept += duration;
  setClock(duration);
}

export function resumeTime(): void {
  mock.restoreAll();
  mock.timers.reset();
}

/** A subscriber that remembers what it was told. */
export class Recorder implements Subscriber, Recipient {
  readonly exact: boolean;
  readonly updates: Update[] = [];
  readonly rejections: CoincallError[] = [];
  /** What it heard to be over. */
  readonly over: string[] = [];

  constructor(exact = false) {
    this.exact = exact;
  }

  get subscriber(): Subscriber {
    return this;
  }

  receive(update: Update): void {
    this.updates.push(update);
  }

  stateChanged(): void {}

  rejected(error: CoincallError): void {
    this.rejections.push(error);
  }

  expired({ label }: Subscription): boolean {
    this.over.push(label);
    return true;
  }

  get rows(): object[] {
    return this.updates.flatMap(({ rows }) => rows);
  }
}

export interface RecordedFeed {
  readonly feed: Feed;
  readonly failures: CoincallError[];
  readonly unreadable: CoincallError[];
  /** What whoever looks after the feed heard of symbols, as `BTCUSD expired`. */
  readonly news: string[];
}

export function feedOf(
  exchange: StubExchange,
  protocol: ProtocolName = "signed",
  endpoint: Endpoint = "options",
  options: Partial<FeedOptions> = {},
): RecordedFeed {
  const failures: CoincallError[] = [];
  const unreadable: CoincallError[] = [];
  const news: string[] = [];
  const note = (what: string) => (subscriptions: readonly Subscription[]) =>
    news.push(...subscriptions.map(({ label }) => `${label} ${what}`));
  const dialect = dialectOf(protocol, "apiKey");
  const feed = new Feed({
    endpoint,
    dialect,
    timing: TIMING,
    target: async () => ({
      url: dialect.connectUrl(exchange.url, endpoint, CREDENTIALS, Date.now()),
      options: {},
    }),
    events: {
      failed: (error) => failures.push(error),
      unreadable: (error) => unreadable.push(error),
      changed: () => {},
      expired: note("expired"),
      accepted: note("accepted"),
    },
    ...options,
  });
  return { feed, failures, unreadable, news };
}
