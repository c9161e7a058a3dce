import assert from "node:assert/strict";
import { useRig, VERSIONS } from "../embedded/harness";
import { example, fillIn, idOf, reporting } from "./support/example";

const NAME = "01 Getting started/8 Subscribe by message";

for (const version of VERSIONS) {
  describe(`Subscribing by message, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });
    const flow = () => fillIn(example(NAME), { exchange: rig.exchange });
    const press = (button: string) => rig.nodeRed.send(idOf(flow(), button), {});
    const asked = (action: string, symbol: string, period: string) =>
      rig.exchange.nextFrame((text) =>
        [action, symbol, period].every((part) => text.includes(JSON.stringify(part))),
      );

    beforeEach(async () => {
      await rig.nodeRed.deploy(reporting(flow(), "what is watched"));
      await asked("subscribe", "BTCUSD", "m1");
    });

    it("asks the exchange for what each button says, and answers what is watched", async () => {
      press("subscribe ETH");
      await asked("subscribe", "ETHUSD", "m1");
      press("subscribe ETH, 5 minutes");
      await asked("subscribe", "ETHUSD", "m5");
      press("unsubscribe BTC");
      await asked("unSubscribe", "BTCUSD", "m1");
      press("list");
      const answer = await rig.nodeRed.nextMessage<{ symbol: string }[]>();
      assert.equal(answer.topic, "subscriptions");
      assert.deepEqual([...new Set(answer.payload.map(({ symbol }) => symbol))], ["ETHUSD"]);
      press("replace by BTC");
      await asked("subscribe", "BTCUSD", "m1");
      press("clear");
      await rig.exchange.openBecomes(0);
    });

    it("catches a mistake, which changes nothing", async () => {
      press("a mistake");
      press("list");
      const answer = await rig.nodeRed.nextMessage<{ symbol: string }[]>();
      assert.deepEqual(
        answer.payload.map(({ symbol }) => symbol),
        ["BTCUSD"],
      );
      assert.deepEqual(
        rig.nodeRed.log.filter((line) => line.includes("[error]")),
        [],
      );
    });
  });
}
