import assert from "node:assert/strict";
import { describeOnEach, flowOf, type NodeRed, node, startNodeRed } from "../harness";

const DAY = 24 * 60 * 60 * 1000;
const FRIDAY = 5;

/** The Friday of next week, an expiry that is always listed, as an ISO date. */
function listedExpiry(): string {
  const daysToFriday = (FRIDAY - new Date().getUTCDay() + 7) % 7;
  return new Date(Date.now() + (daysToFriday + 7) * DAY).toISOString().slice(0, 10);
}

/** Every palette node, by its id in the flow, with the channel of its messages. */
const CHANNELS = {
  spot: "spot",
  kline: "kline",
  "order-book": "orderBook",
  trades: "trades",
  "option-chain": "optionChain",
  greeks: "greeks",
  balance: "balance",
};

describeOnEach("The built-in exchange", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed;

  before(async () => {
    const flows = flowOf(
      node("coincall-spot", { symbols: "BTCUSD" }),
      node("coincall-kline", { endpoint: "futures", symbols: "BTCUSD" }),
      node("coincall-order-book", { endpoint: "futures", symbols: "ETHUSD" }),
      node("coincall-trades", { symbols: "BTCUSD" }),
      node("coincall-option-chain", { symbols: "BTCUSD", expiry: listedExpiry() }),
      node("coincall-greeks"),
      node("coincall-balance"),
    );
    nodeRed = await startNodeRed({ version, flows });
    const chain = await nodeRed.nextMessage<{ symbol: string }[]>(
      ({ coincall }) => coincall.channel === "optionChain",
    );
    nodeRed.send("greeks", { action: "replace", symbols: chain.payload[0]?.symbol });
  });
  after(() => nodeRed.stop());

  for (const [id, channel] of Object.entries(CHANNELS)) {
    it(`feeds the ${id} node, which shows blue`, async () => {
      const message = await nodeRed.nextMessage(({ coincall }) => coincall.channel === channel);
      assert.equal(message.coincall.environment, "simulator");
      await nodeRed.nextStatus(id, ({ fill, text }) => fill === "blue" && text?.startsWith("live") === true);
    });
  }

  it("needs no key, and nothing goes wrong", () => {
    assert.deepEqual(nodeRed.catches, []);
  });

  it("is named where it is the simulator that refuses something", async () => {
    nodeRed.send("spot", { action: "replace", symbols: "NOPEUSD" });
    const words = /^The simulator refused the subscription to NOPEUSD/;
    assert.match((await nodeRed.nextError("spot")).message, words);
    await nodeRed.nextStatus("spot", ({ fill, text = "" }) => fill === "red" && words.test(text));
  });
});
