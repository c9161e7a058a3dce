import assert from "node:assert/strict";
import { describeOnEach, flowOf, type NodeRed, node, startNodeRed } from "../harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../harness/user-directory";
import { ROOT } from "../harness/versions";

const DAY = 24 * 60 * 60 * 1000;
const FRIDAY = 5;

/** The Friday of next week, an expiry that is always listed, as an ISO date. */
function listedExpiry(): string {
  const daysToFriday = (FRIDAY - new Date().getUTCDay() + 7) % 7;
  return new Date(Date.now() + (daysToFriday + 7) * DAY).toISOString().slice(0, 10);
}

interface Seen {
  readonly option: string;
  readonly price: number;
  /** Of the candle of the month. */
  readonly open: number;
  readonly start: number;
}

describeOnEach("The built-in market, when Node-RED is started again", function (version) {
  this.timeout(120_000);
  const directories: string[] = [];

  after(() => {
    for (const directory of directories) removeUserDirectory(directory);
  });

  function userDirectory(): string {
    const directory = createUserDirectory();
    linkPalette(directory, ROOT);
    directories.push(directory);
    return directory;
  }

  async function look(directory: string, option?: string): Promise<Seen> {
    const nodeRed = await startNodeRed({
      version,
      userDirectory: directory,
      flows: flowOf(
        node("coincall-spot", { symbols: "BTCUSD" }),
        node("coincall-kline", { endpoint: "futures", symbols: "BTCUSD", period: "mn1" }),
        node("coincall-option-chain", { symbols: "BTCUSD", expiry: listedExpiry() }),
        node("coincall-greeks", option === undefined ? {} : { symbols: option }),
      ),
    });
    try {
      const [spot, kline, chain] = await Promise.all([
        payloadOf<{ price: number }>(nodeRed, "spot"),
        payloadOf<{ open: number; timestamp: number }>(nodeRed, "kline"),
        payloadOf<{ symbol: string }[]>(nodeRed, "optionChain"),
      ]);
      if (option !== undefined) await payloadOf(nodeRed, "greeks");
      assert.deepEqual(nodeRed.catches, []);
      return { option: chain[0]?.symbol ?? "", price: spot.price, open: kline.open, start: kline.timestamp };
    } finally {
      await nodeRed.stop();
    }
  }

  async function payloadOf<Payload>(nodeRed: NodeRed, channel: string): Promise<Payload> {
    return (await nodeRed.nextMessage<Payload>(({ coincall }) => coincall.channel === channel)).payload;
  }

  it("goes on: options are there still, prices have no cliff, and candles begin where they began", async () => {
    const directory = userDirectory();
    const before = await look(directory);
    for (let start = 0; start < 2; start++) {
      const after = await look(directory, before.option);
      assert.ok(Math.abs(after.price / before.price - 1) < 0.01, `${before.price}, then ${after.price}`);
      if (after.start === before.start) assert.equal(after.open, before.open);
    }
  });

  it("is another one in another user directory", async () => {
    const [one, other] = [await look(userDirectory()), await look(userDirectory())];
    assert.notEqual(one.open, other.open);
  });
});
