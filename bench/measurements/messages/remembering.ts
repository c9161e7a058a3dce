/** What it costs a message that its node remembers it: without a socket, in which a part of a microsecond would be lost. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Node } from "node-red";
import { Drops } from "../../../src/link/feed/drops";
import { FrameReader } from "../../../src/link/feed/frame-reader";
import { Sorter } from "../../../src/link/feed/sorter";
import type { Update } from "../../../src/link/feed/update";
import { Watches } from "../../../src/link/feed/watches";
import type { Entry } from "../../../src/link/subscriptions/entry";
import type { ChannelName, Endpoint } from "../../../src/protocol/channels";
import {
  decodeGreeks,
  decodeOrderBook,
  type RawGreeks,
  type RawOrderBook,
} from "../../../src/protocol/decode";
import {
  chainSubscription,
  greeksSubscription,
  type Subscription,
  symbolSubscription,
} from "../../../src/protocol/subscription";
import type { Connection } from "../../../src/runtime/connection/connection";
import { Room } from "../../../src/runtime/connection/room";
import type { FeedDefinition, Presenter } from "../../../src/runtime/feed/definition";
import { Latest } from "../../../src/runtime/feed/latest/latest";
import { Outlet } from "../../../src/runtime/feed/outlet";
import { chainPresenter } from "../../../src/runtime/feed/presenters/option-chain";
import { tradesPresenter } from "../../../src/runtime/feed/presenters/trades";
import type { FeedProperties } from "../../../src/runtime/feed/properties";
import type { WatchList } from "../../../src/runtime/feed/watch-list";
import { Watched, type Watcher } from "../../../src/runtime/feed/watched";
import { EXPIRY, optionNames, UNDERLYING } from "../../exchange/names";
import { AS_TODAY, makeRing, type Ring } from "../../exchange/rings";
import type { Measurement, Values } from "../../measurement";
import { quantile } from "../../statistics";

const SYMBOLS = 100;
/** Of each side, in turn, so that both have the same machine; the first ones do not count. */
const TURNS = 150;
const WARM_UP = 30;
/** Of the turns of a side that one counts which as many were quicker than: whatever else a machine does only adds. */
const QUICK = 0.1;
const PROPERTIES = {
  emit: "every",
  numbers: "number",
  value: "",
  history: true,
  strikes: 0,
} as FeedProperties;

/** What is sent, and what a node makes of it. */
interface Case {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly channel: ChannelName;
  readonly subscriptions: readonly Subscription[];
  readonly presenter: Presenter;
  /** Of a turn, and how many of them come at once: a node sends no more at a time than its flow can take. */
  readonly frames: number;
  readonly burst: number;
  frame(index: number): Buffer;
}

const OPTIONS = optionNames(SYMBOLS);
const ignore = () => {};

/** µs of a message with and without, from the frame's bytes to what the node sends. */
export const REMEMBERING: Measurement = {
  name: "remembering",
  async round() {
    const values: Record<string, number> = {};
    for (const subject of cases()) Object.assign(values, await sides(subject));
    return values;
  },
};

function cases(): readonly Case[] {
  const greeks = ofRing({ of: "greeks", symbols: SYMBOLS });
  const books = ofRing({ of: "orderBook" });
  const chains = ofRing({ of: "optionChain" });
  return [
    {
      ...{
        name: "Greeks",
        endpoint: "options",
        channel: "greeks",
        frames: 10_000,
        burst: 100,
        frame: greeks,
      },
      subscriptions: OPTIONS.map((name) => greeksSubscription(name)),
      presenter: {
        payload: ({ rows: [row], subscription }, numbers) =>
          decodeGreeks(row as RawGreeks, numbers, subscription.option),
      },
    },
    {
      ...{ name: "book", endpoint: "futures", channel: "orderBook", frames: 200, burst: 20, frame: books },
      subscriptions: [symbolSubscription("orderBook", "futures", UNDERLYING)],
      presenter: {
        payload: ({ rows: [row] }, numbers) => decodeOrderBook(row as RawOrderBook, numbers, 100),
      },
    },
    {
      ...{ name: "chain", endpoint: "options", channel: "optionChain", frames: 24, burst: 4, frame: chains },
      subscriptions: [chainSubscription(UNDERLYING, EXPIRY)],
      presenter: chainPresenter({ ...PROPERTIES, output: "updates" }, ignore),
    },
    {
      ...{
        name: "trades",
        endpoint: "options",
        channel: "trades",
        frames: 10_000,
        burst: 100,
        frame: tradeFrame,
      },
      subscriptions: OPTIONS.map((name) => symbolSubscription("trades", "options", name)),
      presenter: tradesPresenter(PROPERTIES),
    },
  ];
}

/** Each frame is one of its own, as on a socket. */
function ofRing(ring: Ring): (index: number) => Buffer {
  const frames = makeRing(ring, AS_TODAY);
  return (index) => Buffer.from((frames[index % frames.length] as (typeof frames)[number]).bytes);
}

/** None comes twice. */
function tradeFrame(index: number): Buffer {
  const symbol = OPTIONS[index % SYMBOLS];
  const trade = { s: symbol, ts: 1_700_000_000_000 + index, pr: 100 + (index % 7), q: 1, sd: 1 };
  return Buffer.from(JSON.stringify({ c: 20, dt: 6, ts: trade.ts, d: [trade] }));
}

/** The same node with and without, in turn. */
async function sides(subject: Case): Promise<Values> {
  const read = node(subject);
  const { remember } = Latest.prototype;
  const costs: Record<"with" | "without", number[]> = { with: [], without: [] };
  let index = 0;
  const turn = async () => {
    const frames = Array.from({ length: subject.frames }, () => subject.frame(index++));
    const before = process.cpuUsage();
    for (const [place, frame] of frames.entries()) {
      read(frame);
      if (place % subject.burst === 0) await nextTurn();
    }
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  for (let count = -WARM_UP; count < TURNS; count += 1) {
    for (const side of count % 2 === 0 ? (["with", "without"] as const) : (["without", "with"] as const)) {
      Latest.prototype.remember = side === "with" ? remember : ignore;
      const cost = await turn();
      if (count >= 0) costs[side].push(cost / subject.frames);
    }
  }
  Latest.prototype.remember = remember;
  return {
    [`${subject.name} with`]: quantile(costs.with, QUICK),
    [`${subject.name} without`]: quantile(costs.without, QUICK),
  };
}

/** Reads a frame and sends what comes of it to nobody. */
function node({ endpoint, channel, subscriptions, presenter }: Case): (frame: Buffer) => void {
  const drops = new Drops(ignore);
  const watches = new Watches(endpoint);
  const outlet = outletOf({ channel, presenter: () => presenter } as unknown as FeedDefinition, drops);
  const watcher = {
    exact: false,
    receive: (watched: Watched, update: Update) => outlet.offer(update, watched),
  };
  for (const subscription of subscriptions) {
    const entry = { subscription, state: "confirmed", firstAsked: 0 } as Entry;
    watches.add(entry).recipients = [new Watched(subscription, watcher as unknown as Watcher, 1)];
  }
  const reader = new FrameReader(endpoint, new Sorter(watches, drops, ignore), drops, {
    ...{ timed: ignore, heartbeatRefused: ignore, answered: ignore, pinged: ignore, noticed: ignore },
    confirmed: ignore,
    updated: ({ recipients }, _symbol, update) => {
      for (const recipient of recipients) recipient.receive(update);
    },
  });
  return (frame) => reader.read(frame, false);
}

function outletOf(definition: FeedDefinition, drops: Drops): Outlet {
  const connection = {
    feed: () => ({ drops }),
    room: new Room(),
    properties: { environment: "custom" },
    name: "bench",
  };
  const watchList = { size: SYMBOLS, wantedAt: () => 0 };
  return new Outlet(
    { send: ignore } as unknown as Node,
    definition,
    PROPERTIES,
    connection as unknown as Connection,
    watchList as unknown as WatchList,
  );
}
