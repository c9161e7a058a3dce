import assert from "node:assert/strict";
import { flowOf, type Message, node } from "../harness";
import { useMarket } from "./rig";
import { connectionTo, nextRoll } from "./told";

const NAME = "BTCUSD-W-ATM-C";
const MINUTE = 60_000;

interface Row {
  readonly topic: string;
  readonly payload?: { readonly symbol: string };
}

describe("The latest of a rolling name", function () {
  this.timeout(30_000);
  const market = useMarket({ version: "4.1" });

  async function ask(message: object): Promise<Message<unknown> & { statusCode?: number }> {
    market.nodeRed.send("greeks", { action: "get", asked: true, ...message });
    return market.nodeRed.nextMessage((answer) => "asked" in answer);
  }

  it("is that of the option that it is now, by its name and however that is written", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(MINUTE);
    await nodeRed.deploy(flowOf(connectionTo(simulator), node("coincall-greeks", { symbols: NAME })));
    const choosing = (await ask({})).payload as Row[];
    assert.deepEqual(
      choosing.map(({ topic }) => topic),
      [NAME],
    );
    const { coincall } = (await nextRoll(nodeRed, "start")) ?? assert.fail();
    const symbol = coincall.rolled?.to;
    for (const symbols of [NAME, "btc-w-atm-c"]) {
      const one = await ask({ symbols });
      const { payload, topic, statusCode } = one as Message<{ symbol: string }> & { statusCode: number };
      assert.deepEqual([topic, payload.symbol, statusCode], [NAME, symbol, 200]);
      assert.ok(!("rolled" in one.coincall), "it was told already");
    }
    market.goTo(-1_000);
    const next = (await nextRoll(nodeRed, "expiry")) ?? assert.fail();
    const [row, ...others] = (await ask({ symbols: [NAME, "BTCUSD-M-ATM-C"] })).payload as Row[];
    assert.equal(row?.payload?.symbol, next.coincall.rolled?.to);
    assert.notEqual(row?.payload?.symbol, symbol);
    assert.deepEqual(others, [{ topic: "BTCUSD-M-ATM-C", watched: false }]);
    // By the option's own name nothing is watched.
    assert.equal((await ask({ symbols: String(row?.payload?.symbol) })).statusCode, 404);
  });
});
