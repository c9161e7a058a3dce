import assert from "node:assert/strict";
import type { Update } from "../../../../src/link/feed/update";
import type { Standing } from "../../../../src/market/rolling/standing";
import type { Instrument } from "../../../../src/protocol/symbols/instruments";
import type { KeptChoices } from "../../../../src/runtime/feed/rolling/kept-choices";
import { RollingList } from "../../../../src/runtime/feed/rolling/rolling-list";
import { rollingWish } from "../../../../src/runtime/feed/rolling/rolling-wish";
import { Tally } from "../../../../src/runtime/feed/tally";
import type { Watched } from "../../../../src/runtime/feed/watched";
import { Market } from "../../../../src/runtime/market/market";
import { pass, resumeTime, stopTime } from "../../../link/harness";
import { day, options, range } from "../../../market/market";
import { MadeUpFeed, rawRow } from "../../market/made-up-feed";
import { GREEKS, wishOf } from "./greeks";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NAME = "BTCUSD-W-ATM-C";
const CHAIN = "BTCUSD-27NOV26";
const [A, B, NEXT] = ["BTCUSD-27NOV26-80000-C", "BTCUSD-27NOV26-80500-C", "BTCUSD-4DEC26-80000-C"] as const;

describe("The rolling names of a node", () => {
  let feed: MadeUpFeed;
  let listed: readonly Instrument[] | undefined;
  let tally: Tally;
  let list: RollingList;
  let market: Market;
  /** What was passed on, and of what. */
  let got: { symbol: string; roll?: string | undefined }[];
  let ended: string[];
  let unchosen: [name: string, reason: string][];
  let left: string[];
  let kept: Record<string, Standing>;

  const wishes = (...names: string[]) => names.map((name) => rollingWish(GREEKS, name, wishOf()));
  const say = (forward: number) => {
    for (const label of feed.labels) {
      if (label.split("-").length === 2) feed.push(label, [rawRow(`${label}-80000-C`, forward)]);
    }
  };
  const price = async (forward: number) => {
    say(forward);
    await pass(SECOND);
  };
  const data = (symbol: string) => feed.push(symbol, [{ s: symbol }]);
  const rows = () => list.list(() => "live");

  beforeEach(() => {
    stopTime();
    feed = new MadeUpFeed(day("27NOV26") - 30 * MINUTE);
    listed = ["27NOV26", "4DEC26"].flatMap((name) => options(day(name), range(78_000, 82_000, 500)));
    tally = new Tally();
    [got, ended, unchosen, left, kept] = [[], [], [], [], {}];
    market = new Market(feed.asFeed, {
      ask: async () => {
        if (!listed) throw new Error("Too often.");
        return listed;
      },
      rolled: () => {},
    });
    const keptChoices = {
      read: async () => {},
      of: ({ key }: { key: string }) => kept[key],
      keep: ({ key }: { key: string }, standing: Standing) => {
        kept[key] = standing;
      },
    } as unknown as KeptChoices;
    list = new RollingList(feed.asFeed, () => market, tally, keptChoices, {
      exact: false,
      receive: (watched: Watched, { subscription, connection }: Update) => {
        tally.received(watched, connection);
        got.push({ symbol: subscription.symbol, roll: watched.rolled?.reason });
        watched.rolled = undefined;
        watched.received({ frame: { received: 1 }, connection } as Update);
      },
      left: ({ subscription }) => left.push(subscription.symbol),
      answered: () => {},
      linkChanged: () => {},
      rejected: () => {},
      ended: (name) => ended.push(name),
      unchosen: (name, { reason }) => unchosen.push([name, reason]),
      changed: () => {},
    });
  });
  afterEach(() => {
    list.close();
    market.close();
    resumeTime();
  });

  /** Has one name, with data of its first option. */
  async function begin(): Promise<void> {
    await list.add(wishes(NAME));
    await pass(SECOND);
    await price(80_000);
    data(A);
  }

  it("are choosing until list and chain are there, and then what the chain says", async () => {
    await list.add(wishes(NAME));
    assert.deepEqual(rows(), [{ symbol: NAME, state: "choosing" }]);
    assert.equal(list.choosing, 1);
    await pass(SECOND);
    await price(80_000);
    const { choice } = list.only?.standing ?? {};
    const { since, rollsAt } = choice ?? {};
    assert.deepEqual(rows(), [{ symbol: NAME, state: "live", resolved: A, since, rollsAt }]);
    assert.deepEqual([list.choosing, rollsAt], [0, day("27NOV26")]);
    assert.deepEqual(feed.labels, [CHAIN, A]);
  });

  it("go on with the old option until the new one's first data, and never after it", async () => {
    await begin();
    await price(80_500);
    assert.deepEqual(feed.labels, [CHAIN, A, B]);
    data(A);
    data(B);
    data(A);
    data(B);
    assert.deepEqual(got, [
      { symbol: A, roll: "start" },
      { symbol: A, roll: undefined },
      { symbol: B, roll: "money" },
      { symbol: B, roll: undefined },
    ]);
    assert.deepEqual([feed.labels, left], [[CHAIN, B], [A]]);
  });

  it("leave the old option after ten seconds, also where nothing comes of the new one", async () => {
    await begin();
    await price(80_500);
    await pass(8 * SECOND);
    assert.deepEqual(feed.labels, [CHAIN, A, B]);
    await pass(2 * SECOND);
    assert.deepEqual(feed.labels, [CHAIN, B]);
  });

  it("stay where they are when the money is back before anything came of another option", async () => {
    await begin();
    await price(80_500);
    await price(80_000);
    assert.deepEqual(feed.labels, [CHAIN, A]);
    await pass(11 * SECOND);
    data(A);
    assert.deepEqual(got.at(-1), { symbol: A, roll: undefined });
    assert.deepEqual(left, []);
  });

  it("leave what has expired at once", async () => {
    await begin();
    await pass(29 * MINUTE);
    await price(80_000);
    data(A);
    await pass(MINUTE);
    assert.ok(!feed.labels.includes(A));
    assert.deepEqual(left, [A]);
    data(NEXT);
    assert.deepEqual(got.at(-1), { symbol: NEXT, roll: "expiry" });
  });

  it("watch an option once for each name, and leave it for one name only", async () => {
    await list.add(wishes(NAME, "BTCUSD-M-ATM-C", "btc-w-atm-c"));
    await pass(SECOND);
    await price(80_000);
    data(A);
    assert.deepEqual([list.size, got.length], [2, 2]);
    list.remove(({ name }) => name === NAME);
    data(A);
    assert.deepEqual([list.size, got.length, feed.labels.includes(A)], [1, 3, true]);
  });

  it("are asked for again where the exchange refused what they are, and somebody names them again", async () => {
    await begin();
    await list.add(wishes(NAME));
    assert.deepEqual(feed.askedAgain, [CHAIN, A]);
  });

  it("are chosen by a chain that is asked for again with them, where the exchange refused it", async () => {
    await list.add(wishes(NAME));
    await pass(SECOND);
    await list.add(wishes(NAME));
    assert.deepEqual(feed.askedAgain, [CHAIN]);
  });

  it("leave nothing behind when they are taken back in the middle of a roll", async () => {
    await begin();
    await price(80_500);
    await list.replace([]);
    data(A);
    data(B);
    await pass(MINUTE);
    assert.deepEqual([feed.labels, got.length, list.size], [[], 1, 0]);
  });

  it("are nothing for a while before that is told, once, with the reason", async () => {
    await list.add(wishes("BTCUSD-W+9-ATM-C"));
    await pass(9 * SECOND);
    assert.deepEqual([unchosen, list.problem], [[], undefined]);
    await pass(10 * MINUTE);
    assert.deepEqual(unchosen, [["BTCUSD-W+9-ATM-C", "rollingExpiryUnlisted"]]);
    assert.equal(list.problem?.reason, "rollingExpiryUnlisted");
    listed = range(0, 9, 1).flatMap((week) =>
      options(day("27NOV26") + week * 7 * 24 * 60 * MINUTE, range(78_000, 82_000, 500)),
    );
    // By then the list was asked for again, whatever chance says.
    await pass(16 * MINUTE);
    await price(80_000);
    assert.equal(list.problem, undefined);
    assert.equal(rows()[0]?.state, "live");
  });

  it("tell that they are nothing once, also where another reason comes and goes", async () => {
    const far = "BTCUSD-W-300%-C";
    await list.add(wishes(far));
    await pass(SECOND);
    await price(80_000);
    await pass(10 * SECOND);
    assert.deepEqual(unchosen, [[far, "rollingStrikeTooFar"]]);
    feed.cut();
    list.roll();
    feed.reconnect();
    await price(80_000);
    await pass(MINUTE);
    assert.deepEqual(unchosen, [[far, "rollingStrikeTooFar"]]);
    assert.equal(list.problem?.reason, "rollingStrikeTooFar");
  });

  it("say nothing of what can't be chosen while the link is down, which is told already", async () => {
    listed = undefined;
    feed.cut();
    await list.add(wishes(NAME));
    await pass(MINUTE);
    feed.state = { name: "connecting", attempt: 4 };
    await pass(MINUTE);
    assert.deepEqual(unchosen, []);
    feed.reconnect();
    await pass(11 * SECOND);
    assert.deepEqual(unchosen, [[NAME, "rollingListMissing"]]);
  });

  it("end with the day that they say, and say so once", async () => {
    const name = "BTCUSD-27NOV26-ATM-C";
    await list.add(wishes(name));
    await pass(SECOND);
    await price(80_000);
    data(A);
    await pass(30 * MINUTE);
    list.roll();
    await pass(MINUTE);
    assert.deepEqual([ended, tally.expired, rows()], [[name], 1, [{ symbol: name, state: "expired" }]]);
    assert.deepEqual(feed.labels, []);
    await list.replace([]);
    assert.equal(tally.expired, 0);
  });

  it("mark that a link was lost between the last message of a name and the first of its next option", async () => {
    await begin();
    feed.cut();
    await pass(30 * MINUTE);
    assert.equal(feed.labels.includes(A), false);
    feed.reconnect();
    await pass(SECOND);
    await price(80_000);
    const watched = list.only?.current;
    const update = { topic: NEXT, connection: feed.connection } as Update;
    assert.equal(watched?.subscription.symbol, NEXT);
    assert.equal(watched?.resumes(update), true);
    assert.equal(watched?.resumes(update), false);
  });
});
