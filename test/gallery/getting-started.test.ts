import assert from "node:assert/strict";
import { output, useRig, VERSIONS } from "../embedded/harness";
import { eventually } from "./support/eventually";
import { example, fillIn, idOf, reporting } from "./support/example";
import { spot } from "./support/frames";

const NAME = "01 Getting started/8 Subscribe by message";
const PRICES = "01 Getting started/1 Prices";

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

describe("The prices to get started with", function () {
  this.timeout(30_000);
  const rig = useRig();

  it("are told as a sentence, when there is a price to tell", async () => {
    const flow = fillIn(example(PRICES), {
      exchange: rig.exchange,
      nodes: { "coincall-spot": { emit: "every" } },
    });
    await rig.nodeRed.deploy(
      flow.map((node) =>
        node.name === "price" ? { ...output("output", String(node.z)), id: node.id } : node,
      ),
    );
    await rig.exchange.nextFrame((text) => text.includes("BTCUSD"));
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: "", ip: 50_000, ts: 1 } });
    rig.exchange.push("futures", spot("BTCUSD", 50_001));
    assert.equal((await rig.nodeRed.nextMessage()).payload, "BTCUSD costs 50001 USD");
  });
});

describe("The balance to get started with", function () {
  this.timeout(30_000);
  const rig = useRig();

  it("is warned of once when less than a fifth is free, and told when there is enough again", async () => {
    const flow = fillIn(example("01 Getting started/7 Balance"), {
      exchange: rig.exchange,
      nodes: { "coincall-balance": { emit: "every" } },
    });
    await rig.nodeRed.deploy(
      flow.map((node) =>
        ["warning", "enough again"].includes(String(node.name))
          ? { ...output(String(node.name), String(node.z)), id: node.id }
          : node,
      ),
    );
    await rig.exchange.nextFrame((text) => text.includes("accountBalance"));
    for (const free of [300, 190, 180, "", 210, 230]) {
      rig.exchange.push("options", { c: 20, dt: 7, d: { e: 1_000, ab: free, ts: 1 } });
    }
    const isAgain = () => rig.nodeRed.messages("enough again").length > 0;
    await eventually(isAgain, (is) => is);
    const warnings = rig.nodeRed.messages("warning").map(({ payload }) => payload);
    assert.deepEqual(warnings, ["190 USD of 1000 are free."]);
  });
});
