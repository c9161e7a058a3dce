import assert from "node:assert/strict";
import { useRig, VERSIONS } from "../embedded/harness";
import { eventually } from "./support/eventually";
import { example, fillIn } from "./support/example";
import { spot } from "./support/frames";

for (const version of VERSIONS) {
  describe(`The present price over HTTP of the gallery, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });

    async function ask(symbols: string): Promise<{ status: number; body: unknown }> {
      const response = await fetch(`${rig.nodeRed.url}/coincall/price/${symbols}`);
      return { status: response.status, body: await response.json() };
    }

    it("is answered with its age, and a symbol without one with the reason", async () => {
      const before = rig.nodeRed.log.length;
      const flow = fillIn(example("06 Beyond one machine/4 The present price over HTTP"), {
        exchange: rig.exchange,
        nodes: { "coincall-spot": { emit: "every" } },
      });
      await rig.nodeRed.deploy(flow);
      await rig.exchange.nextFrame();
      assert.deepEqual(await ask("BTCUSD"), {
        status: 503,
        body: { symbol: "BTCUSD", reason: "no price yet" },
      });
      for (const price of [50_000.5, 50_001]) rig.exchange.push("futures", spot("BTCUSD", price));
      const { body } = await eventually(
        () => ask("btcusd"),
        (answer) => answer.status === 200 && (answer.body as { price: number }).price === 50_001,
      );
      const { symbol, age } = body as { symbol: string; age: number };
      assert.equal(symbol, "BTCUSD");
      assert.ok(age >= 0 && age < 60_000, `${age}`);
      assert.deepEqual(await ask("XRPUSD"), {
        status: 404,
        body: { symbol: "XRPUSD", reason: "not watched" },
      });
      const both = await ask("BTCUSD,ETHUSD");
      assert.deepEqual(
        (both.body as { topic: string; payload?: { price: number } }[]).map(({ topic, payload }) => [
          topic,
          payload?.price,
        ]),
        [
          ["BTCUSD", 50_001],
          ["ETHUSD", undefined],
        ],
      );
      const complaints = rig.nodeRed.log.slice(before).filter((line) => /\[(warn|error)\]/.test(line));
      assert.deepEqual(complaints, []);
    });
  });
}
