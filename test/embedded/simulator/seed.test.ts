import assert from "node:assert/strict";
import type { ChannelName } from "../../../src/protocol/channels";
import { SEED_PUSHES, type SeedPush } from "../../protocol/seed";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { connectionTo, describeOnEach, flowOf, type NodeRed, node, startNodeRed } from "../harness";

const TYPES: Readonly<Record<ChannelName, string>> = {
  kline: "coincall-kline",
  orderBook: "coincall-order-book",
  trades: "coincall-trades",
  optionChain: "coincall-option-chain",
  greeks: "coincall-greeks",
  balance: "coincall-balance",
  spot: "coincall-spot",
};

/** The page's chain answers a request for another day than the one that was asked for. */
function symbolAskedFor({ channel, subscribed, symbol }: SeedPush): string {
  return (channel === "optionChain" ? symbol : subscribed.symbol) ?? "";
}

/** What one frame alone can't tell: a candle is not final yet, and trades of 2022 are history. */
function payloadOf({ channel, payload }: SeedPush): unknown {
  if (channel === "kline") return { ...payload, closed: false };
  if (channel === "trades") return (payload as object[]).map((trade) => ({ ...trade, history: true }));
  return payload;
}

describeOnEach("The frames of the exchange's page of 2023, through a flow", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed;
  let exchange: StubExchange;

  before(async () => {
    nodeRed = await startNodeRed({ version });
  });
  beforeEach(async () => {
    exchange = await startStubExchange();
    nodeRed.forget();
  });
  afterEach(() => exchange.close());
  after(() => nodeRed.stop());

  for (const protocol of ["apikey", "signed"]) {
    for (const push of SEED_PUSHES) {
      it(`gives the payload of ${push.title} on ${push.endpoint}, in the ${protocol} dialect`, async () => {
        const feed = node(TYPES[push.channel], { endpoint: push.endpoint, symbols: symbolAskedFor(push) });
        await nodeRed.deploy(flowOf(connectionTo(exchange, { protocol }), feed));
        await exchange.nextFrame((text) => text.includes(protocol === "signed" ? "subscribe" : '"c":20'));
        exchange.push(push.endpoint, push.text);
        const message = await nodeRed.nextMessage();
        assert.equal(message.topic, topicOf(push));
        assert.deepEqual(message.payload, payloadOf(push));
        assert.equal(message.coincall.channel, push.channel);
        assert.equal(message.coincall.endpoint, push.endpoint);
        assert.equal(message.coincall.environment, "custom");
      });
    }
  }
});

function topicOf({ channel, symbol = "balance" }: SeedPush): string {
  return channel === "optionChain" ? symbol.split("-").slice(0, 2).join("-") : symbol;
}
