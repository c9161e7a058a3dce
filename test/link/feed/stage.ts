import { mock } from "node:test";
import type { Feed } from "../../../src/link/feed/feed";
import type { Endpoint } from "../../../src/protocol/channels";
import type { ProtocolName } from "../../../src/protocol/dialects";
import { symbolSubscription } from "../../../src/protocol/subscription";
import { acknowledgementOf, type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { feedOf, type RecordedFeed, resumeTime, settled, stopTime } from "../harness";

/** Where feeds are tried: an exchange to order, and time that passes only when a test says so. */
export class Stage {
  exchange!: StubExchange;
  readonly #feeds: Feed[] = [];

  /** Before each test. */
  async open(): Promise<void> {
    this.exchange = await startStubExchange();
    stopTime();
    mock.method(Math, "random", () => 1);
  }

  /** After each test. */
  async clear(): Promise<void> {
    for (const feed of this.#feeds.splice(0)) feed.close();
    await settled();
    resumeTime();
    await this.exchange.close();
  }

  feed(protocol: ProtocolName = "signed", endpoint: Endpoint = "options"): RecordedFeed {
    const recorded = feedOf(this.exchange, protocol, endpoint);
    this.#feeds.push(recorded.feed);
    return recorded;
  }

  /** Refuses requests that name such symbols from now on; others are followed. */
  refuse(names: RegExp | undefined, msg = "unknown symbol"): void {
    this.exchange.acknowledge = (frame) => {
      const answer = acknowledgementOf(frame);
      const isRefused = names?.test(JSON.stringify(frame)) && !JSON.stringify(frame).includes("unSubscribe");
      if (!isRefused) return answer;
      return answer && "rc" in answer ? { ...answer, rc: 0, msg } : { ...answer, result: "failed", msg };
    };
  }

  /** Requests to subscribe so far. */
  get asked(): string[] {
    return this.exchange.frames
      .map(({ text }) => text)
      .filter((text) => text.includes('"subscribe"') || text.includes('"c":20'));
  }
}

export const book = (symbol: string) => symbolSubscription("orderBook", "options", symbol);

export const bookPush = (s: string, rest: object = {}) => ({
  c: 20,
  dt: 5,
  d: { s, bids: [{ pr: 1, sz: 1 }], asks: [], ts: 1 },
  ...rest,
});
