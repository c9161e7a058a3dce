import assert from "node:assert/strict";
import type { Update } from "../../../../../src/link/feed/update";
import type { RawTrade } from "../../../../../src/protocol/decode";
import type { Outcome } from "../../../../../src/runtime/feed/history/series/kept-series";
import { TradesOfMany } from "../../../../../src/runtime/feed/history/series/trades-of-many";
import { growthBy } from "../../../../support/heap";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const DAY = 86_400_000;
const optionOf = (strike: number, day = "27DEC30") => `BTCUSD-${day}-${strike}-C`;
const ONE = optionOf(1);
const OTHER = optionOf(2);

/** The trades of an underlying's options at these seconds after noon, by their prices, which are the seconds. */
class Market {
  now = NOON;
  readonly series = new TradesOfMany("options", {
    now: () => this.now,
    heard: () => this.now,
    at: () => this.now,
    learnTime: () => {},
    own: (update) => update,
  });
  readonly #known = new Map<string, number[]>();

  pushes(option: string, ...seconds: number[]): string[] {
    const rows = seconds.map((second) => rowOf(option, second)) as unknown as Update["rows"];
    this.knows(option, ...seconds);
    this.now = Math.max(this.now, ...seconds.map((second) => NOON + second * 1_000));
    const update = { topic: option, rows } as Update;
    return storyOf(this.series.take(update) ?? { told: [{ rows: update.rows as [object] }] });
  }

  /** REST does. */
  knows(option: string, ...seconds: number[]): void {
    this.#known.set(option, [...(this.#known.get(option) ?? []), ...seconds]);
  }

  /** @param second after noon */
  loses(second: number): string[] {
    this.now = NOON + second * 1_000;
    return storyOf(this.series.cut(this.now));
  }

  /** Asks for all that there is to ask for. @returns what was asked, and what was told then */
  settles(): { asked: string[]; told: string[] } {
    const asked: string[] = [];
    const told: string[] = [];
    for (let question = this.series.question(); question; question = this.series.question()) {
      const path = question.path("documented");
      const option = path.slice(path.lastIndexOf("/") + 1);
      asked.push(option);
      const seconds = this.#known.get(option) ?? [];
      const data = seconds.toReversed().map((second) => ({
        symbol: option,
        price: second,
        qty: 1,
        time: NOON + second * 1_000,
        tradeSide: 1,
      }));
      told.push(...storyOf(this.series.answer(question, data)));
      if (asked.length > 10_000) throw new Error("it asks without end");
    }
    return { asked, told };
  }
}

function rowOf(option: string, second: number): RawTrade {
  return { s: option, pr: second, q: 1, sd: 1, ts: NOON + second * 1_000 };
}

function storyOf({ told }: Outcome): string[] {
  return told.map(({ rows, mark = "live", gap }) => {
    const [{ s: option }] = rows as readonly [RawTrade];
    const prices = rows.map((row) => (row as RawTrade).pr).join(" ");
    return [option, mark, prices, ...(gap ? [gap.filled] : [])].join(" ");
  });
}

describe("Trades of an underlying's options after an outage", () => {
  it("are asked for by option, of each that had one, and told under its name", () => {
    const market = new Market();
    market.pushes(ONE, 1, 2);
    market.pushes(OTHER, 3, 4);
    market.loses(5);
    market.knows(OTHER, 6);
    assert.ok(market.series.isMissing);
    assert.deepEqual(market.settles(), { asked: [ONE, OTHER], told: [`${OTHER} filled 6`] });
    assert.equal(market.series.isMissing, false);
    assert.equal(market.series.topicOf(rowOf(OTHER, 6)), OTHER);
  });

  it("wait for their own option only, which is asked for first", () => {
    const market = new Market();
    market.pushes(ONE, 1, 2);
    market.pushes(OTHER, 3, 4);
    market.loses(5);
    market.knows(OTHER, 6);
    assert.deepEqual(market.pushes(OTHER, 7), []);
    assert.ok(market.series.isWaiting);
    assert.equal(market.series.question()?.isUrgent, true);
    assert.deepEqual(market.settles(), {
      asked: [OTHER, ONE],
      told: [`${OTHER} filled 6`, `${OTHER} live 7 all`],
    });
    assert.deepEqual([market.series.isWaiting, market.series.newest], [false, NOON + 7_000]);
    assert.deepEqual(market.pushes(OTHER, 8), [`${OTHER} live 8`]);
  });

  it("are told without waiting any longer once they have waited enough", () => {
    const market = new Market();
    market.pushes(ONE, 1, 2);
    market.loses(5);
    market.knows(ONE, 6);
    market.pushes(ONE, 7);
    assert.deepEqual(storyOf(market.series.giveUp()), [`${ONE} live 7 none`]);
    assert.deepEqual(market.settles().told, [`${ONE} filled 6 all`]);
  });

  it("are not asked for of each option where nobody answers", () => {
    const market = new Market();
    for (let strike = 1; strike <= 100; strike += 1) market.pushes(optionOf(strike), 1, 2);
    market.loses(5);
    market.pushes(optionOf(70), 7);
    let asked = 0;
    for (let question = market.series.question(); question; question = market.series.question()) {
      asked += 1;
      const told = storyOf(market.series.answer(question, undefined));
      if (asked === 1) assert.deepEqual(told, [`${optionOf(70)} live 7 none`]);
    }
    assert.deepEqual([asked, market.series.isMissing], [3, false]);
    // With the next live one it is tried again.
    market.pushes(optionOf(71), 8);
    assert.deepEqual(market.settles().told, [`${optionOf(71)} live 8 all`]);
  });

  it("are filled of an option that had its first one meanwhile, once it has another", () => {
    const market = new Market();
    market.loses(5);
    market.knows(ONE, 6, 7);
    assert.equal(market.series.isMissing, false);
    assert.deepEqual(market.pushes(ONE, 9), []);
    // That there was none between the outage and the first that REST has can't be known.
    assert.deepEqual(market.settles().told, [`${ONE} filled 6 7`, `${ONE} live 9 part`]);
  });

  it("are told although their option expires while they wait", () => {
    const market = new Market();
    const expiring = optionOf(3, "24NOV26");
    const expiry = (Date.UTC(2026, 10, 24, 8) - NOON) / 1_000;
    market.pushes(expiring, expiry - 10);
    market.loses(expiry - 8);
    assert.deepEqual(market.pushes(expiring, expiry - 1), []);
    assert.equal(market.loses(expiry + 1).length, 1);
  });

  it("are not asked for of an option that had expired before", () => {
    const market = new Market();
    const expired = optionOf(3, "24NOV26");
    market.pushes(expired, 1, 2);
    market.pushes(ONE, 3, 4);
    market.loses((2 * DAY) / 1_000);
    assert.deepEqual(market.settles().asked, [ONE]);
  });

  it("take a bounded memory, and are known by their times where they are forgotten", () => {
    const market = new Market();
    const grown = growthBy(() => {
      for (let second = 1; second <= 100; second += 1) {
        for (let strike = 1; strike <= 1_000; strike += 1) {
          market.series.take({
            topic: optionOf(strike),
            rows: [rowOf(optionOf(strike), second)],
          } as unknown as Update);
        }
      }
      return market;
    });
    assert.ok(grown < 16_000_000, `${grown} bytes`);
    market.knows(ONE, 99, 100, 102);
    market.loses(101);
    assert.deepEqual(market.settles().told, [`${ONE} filled 102`]);
  });
});
