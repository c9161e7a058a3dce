import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Feed } from "../../../../src/link/feed/feed";
import type { Update } from "../../../../src/link/feed/update";
import type { Chosen, Standing } from "../../../../src/market/rolling/standing";
import { greeksSubscription } from "../../../../src/protocol/subscription";
import { Follower } from "../../../../src/runtime/feed/rolling/follower";
import type { RollingWish } from "../../../../src/runtime/feed/rolling/rolling-wish";
import type { Watched } from "../../../../src/runtime/feed/watched";
import type { Market } from "../../../../src/runtime/market/market";

const WISH = {
  name: "BTCUSD-W-ATM-C",
  key: "BTCUSD-W-ATM-C",
  subscription: ({ symbol }) => greeksSubscription(symbol),
} as RollingWish;

/** A name whose choices a test makes, and what the messages of its node say of them. */
class Setting {
  readonly told: string[] = [];
  /** How often the node was told that something has changed. */
  changes = 0;
  readonly #recipients = new Map<string, Watched>();
  readonly #follower: Follower;
  #standing: Standing = {};
  #changed = () => {};

  constructor() {
    const setting = this;
    const feed = {
      state: { name: "open" },
      connection: 1,
      nextConnection: 1,
      time: { now: () => 0 },
      entryOf: () => ({ state: "confirmed" }),
      subscribe: ({ symbol }: { symbol: string }, watched: Watched) => this.#recipients.set(symbol, watched),
      unsubscribe: ({ symbol }: { symbol: string }) => this.#recipients.delete(symbol),
    };
    const market = {
      follow: (_name: string, _rule: unknown, changed: () => void) => {
        this.#changed = changed;
        return {
          get standing() {
            return setting.#standing;
          },
          close: () => {},
        };
      },
    };
    this.#follower = new Follower(WISH, feed as unknown as Feed, market as unknown as Market, {
      exact: false,
      replaced: () => {},
      receive: (watched) => this.#send(watched),
      answered: () => {},
      linkChanged: () => {},
      rejected: () => {},
      ended: () => {},
      unchosen: () => {},
      changed: () => {
        this.changes += 1;
      },
    });
    this.#follower.begin();
  }

  chooses(symbol: string): void {
    const { choice } = this.#standing;
    const chosen: Chosen = {
      symbol,
      expiry: 1,
      reason: choice ? "money" : "start",
      since: 0,
      rollsAt: 1,
      ...(choice ? { from: choice.symbol } : {}),
    };
    this.#standing = { choice: chosen } as Standing;
    this.#changed();
  }

  brings(symbol: string): void {
    this.#recipients.get(symbol)?.receive({ rows: [{}], connection: 1 } as unknown as Update);
  }

  close(): void {
    this.#follower.close();
  }

  #send(watched: Watched): void {
    const { rolled, subscription } = watched;
    watched.rolled = undefined;
    const from = rolled?.from === undefined ? "" : ` from ${rolled.from}`;
    this.told.push(`${subscription.symbol}${rolled ? `, ${rolled.reason}${from}` : ""}`);
  }
}

const [FIRST, SECOND, THIRD] = [
  "BTCUSD-4DEC26-81000-C",
  "BTCUSD-4DEC26-82000-C",
  "BTCUSD-4DEC26-83000-C",
] as const;
const OVERLAP = 10_000;

describe("The messages of a rolling name", () => {
  let setting: Setting;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    setting = new Setting();
    setting.chooses(FIRST);
    setting.brings(FIRST);
  });

  afterEach(() => {
    setting.close();
    mock.timers.reset();
  });

  it("go on with the old option until the first of the new one, which says so", () => {
    setting.chooses(SECOND);
    setting.brings(FIRST);
    setting.brings(SECOND);
    setting.brings(FIRST);
    setting.brings(SECOND);
    assert.deepEqual(setting.told, [`${FIRST}, start`, FIRST, `${SECOND}, money from ${FIRST}`, SECOND]);
  });

  it("roll from the option of the last message where one between brought none", () => {
    setting.chooses(SECOND);
    mock.timers.tick(OVERLAP);
    setting.chooses(THIRD);
    setting.brings(THIRD);
    assert.deepEqual(setting.told, [`${FIRST}, start`, `${THIRD}, money from ${FIRST}`]);
  });

  it("say nothing where the option is that of the last message again", () => {
    setting.chooses(SECOND);
    mock.timers.tick(OVERLAP);
    setting.chooses(FIRST);
    setting.brings(FIRST);
    assert.deepEqual(setting.told, [`${FIRST}, start`, FIRST]);
  });

  it("are known to the node to be another option's where the new one brings none", () => {
    setting.chooses(SECOND);
    const { changes } = setting;
    mock.timers.tick(OVERLAP);
    assert.equal(setting.changes, changes + 1);
  });
});
