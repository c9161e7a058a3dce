import type { Gap } from "../../../../src/history/told";
import type { Feed } from "../../../../src/link/feed/feed";
import type { Update } from "../../../../src/link/feed/update";
import { CHANNELS, type Channel } from "../../../../src/protocol/channels";
import type { RawKline } from "../../../../src/protocol/decode";
import type { CoincallError } from "../../../../src/protocol/error";
import { klineSubscription } from "../../../../src/protocol/subscription";
import { NodeHistory } from "../../../../src/runtime/feed/history/node-history";
import { keptCandles } from "../../../../src/runtime/feed/history/series/kept-candles";
import type { ToldUpdate } from "../../../../src/runtime/feed/history/told-update";
import { askedFor } from "../../../../src/runtime/feed/made/made-subscription";
import type { Missed } from "../../../../src/runtime/feed/news/missed";
import type { FeedProperties } from "../../../../src/runtime/feed/properties";
import { Watched, type Watcher } from "../../../../src/runtime/feed/watched";
import { PastQueue } from "../../../../src/runtime/history/past-queue";
import { Budget } from "../../../../src/runtime/rest/budget";
import { finalCandle, MINUTE, NOON, restCandles } from "../../../history/candles/market";

/** What was sent of a symbol: the minute of each candle from noon on, and how it was marked. */
export interface Sent {
  readonly symbol: string;
  readonly minute: number;
  readonly mark: string | undefined;
  readonly gap: Gap["filled"] | undefined;
}

/** A node with a feed and an exchange's REST that the test decides about; time passes only when it says so. */
export class Stage {
  /** ms since 1970: what the exchange's clock said when this began. */
  readonly began: number;
  readonly sent: Sent[] = [];
  readonly updates: ToldUpdate[] = [];
  readonly asked: string[] = [];
  readonly missed: (readonly Missed[])[] = [];
  readonly history: NodeHistory;
  /** What the exchange answers; the market's candles unless a test decides otherwise. */
  answer: (from: number, to: number) => Promise<unknown> = async (from, to) =>
    restCandles(from, to, this.now);
  /** Subscriptions that the exchange has not acknowledged, by symbol, and how they stand. */
  readonly states = new Map<string, string>();
  readonly feed = {
    state: { name: "open" },
    connection: 1,
    signs: { heard: 0 },
    time: {
      now: () => this.now + this.ahead,
      isHeard: true,
      isKnown: true,
      whenAnother: (another: () => void) => {
        this.#another = another;
        return () => {};
      },
    },
    entryOf: ({ symbol }: { symbol: string }) => ({ state: this.states.get(symbol) ?? "confirmed" }),
    ownOf: (subscription: unknown) => subscription,
  };
  /** Of what is watched, whose rows are those of candles in any case. */
  channel: Channel = CHANNELS.kline;
  /** Whether it is candles of seconds that the node watches, which are made of that. */
  isMade = false;
  /** ms by which this machine's clock is ahead, until somebody has told the exchange's. */
  ahead = 0;
  #another = () => {};
  readonly #watched = new Map<string, Watched>();

  constructor(properties: { past?: number; fill?: boolean }, began = NOON + MINUTE / 2) {
    this.began = began - performance.now();
    const past = new PastQueue(new Budget());
    this.history = new NodeHistory({
      feed: this.feed as unknown as Feed,
      exact: false,
      raw: false,
      series: ({ subscription }, around) =>
        keptCandles(
          askedFor(subscription),
          { past: 0, fill: false, ...properties } as FeedProperties,
          around,
        ),
      own: (update) => update,
      asks: true,
      learnTime: () => this.tellTime(),
      exchange: async () => ({ known: { past }, rest: { ask: (path: string) => this.#ask(path) } }) as never,
      send: (update, watched) => this.#send(update, watched),
      waits: () => {},
      closed: () => {},
      missed: (missed) => this.missed.push(missed),
      changed: () => {},
    });
  }

  /** What is to be answered when the exchange is asked for its time. */
  tellTime: () => Promise<void> = async () => {};

  /** The exchange's time is known. */
  knows(): void {
    this.ahead = 0;
    this.feed.time.isKnown = true;
    this.#another();
  }

  /** ms since 1970, the exchange's clock. */
  get now(): number {
    return this.began + performance.now();
  }

  watch(symbol: string): Watched {
    const base = { ...klineSubscription("futures", symbol, "m1"), channel: this.channel };
    const subscription = this.isMade
      ? ({ ...base, channel: CHANNELS.kline, period: "s5", base } as const)
      : base;
    const watched = this.#watched.get(symbol) ?? new Watched(subscription, {} as Watcher, 1);
    this.#watched.set(symbol, watched);
    return watched;
  }

  /** The exchange acknowledges a subscription. */
  confirm(symbol: string): Watched {
    const watched = this.watch(symbol);
    this.states.set(symbol, "confirmed");
    this.history.look(watched);
    return watched;
  }

  /** Something live comes: the candle of a minute after noon. */
  push(symbol: string, minute: number, closed = false): void {
    const watched = this.watch(symbol);
    const row: RawKline = { ...finalCandle(NOON + minute * MINUTE), s: symbol };
    const { subscription } = watched;
    const { connection } = this.feed;
    this.feed.signs.heard = this.now;
    this.history.receive(watched, {
      topic: symbol,
      rows: [row],
      closed,
      subscription,
      connection,
    } as unknown as Update);
  }

  cut(): void {
    this.feed.state = { name: "waiting" };
    this.history.linkChanged();
  }

  /** The link is there again; the exchange acknowledges what it is asked for afterwards. */
  reconnect(): void {
    for (const symbol of this.#watched.keys()) this.states.set(symbol, "pending");
    this.feed.state = { name: "open" };
    this.feed.connection += 1;
    this.history.linkChanged();
  }

  confirmAll(): void {
    for (const symbol of this.#watched.keys()) this.confirm(symbol);
  }

  /** Of a symbol, as `minute mark gap`. */
  of(symbol: string): string[] {
    return this.sent
      .filter((each) => each.symbol === symbol)
      .map(({ minute, mark = "live", gap }) => `${minute} ${mark}${gap ? ` ${gap}` : ""}`);
  }

  #send(update: ToldUpdate, { subscription: { symbol } }: Watched): void {
    const { ts } = update.rows[0] as RawKline;
    this.updates.push(update);
    this.sent.push({
      symbol,
      minute: (Number(ts) - NOON) / MINUTE,
      mark: update.mark,
      gap: update.gap?.filled,
    });
  }

  async #ask(path: string): Promise<unknown> {
    const { pathname, searchParams } = new URL(path, "http://exchange");
    this.asked.push(pathname.split("/").at(-1) ?? "");
    return this.answer(Number(searchParams.get("start")), Number(searchParams.get("end")) + 1);
  }
}

export function failing(failure: CoincallError): () => Promise<never> {
  return () => Promise.reject(failure);
}
