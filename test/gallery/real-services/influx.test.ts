import assert from "node:assert/strict";
import { useRig, VERSIONS } from "../../embedded/harness";
import { eventually } from "../support/eventually";
import { example, fillIn } from "../support/example";
import { candle, spot } from "../support/frames";
import { DATABASE, type InfluxHere, influxHere } from "../support/services/influx-here";

const MINUTE = 60_000;
const OPENED = Date.UTC(2026, 10, 22, 23, 59);

for (const version of VERSIONS) {
  describe(`What the gallery stores, read back from ${DATABASE}, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });
    let database: InfluxHere;

    beforeEach(async () => {
      database = influxHere();
      await database.listen();
    });
    afterEach(() => database.close());

    const rows = (measurement: string, count: number) =>
      eventually(
        () => database.rows(measurement),
        ({ length }) => length >= count,
      );
    const subscribed = (dataType: string) =>
      rig.exchange.nextFrame((text) =>
        ['"subscribe"', `"${dataType}"`, '"BTCUSD"'].every((part) => text.includes(part)),
      );

    it("are prices and finished candles, each with its tags and at the exchange's time", async () => {
      const flow = fillIn(example("05 Data/3 Prices and candles to InfluxDB"), {
        exchange: rig.exchange,
        settings: { url: database.url },
        nodes: { "coincall-spot": { emit: "every" }, "ten seconds' lines": { timeout: "0.2" } },
      });
      await rig.nodeRed.deploy(flow);
      await subscribed("spotPrice");
      await subscribed("kline");
      rig.exchange.push("futures", candle("BTCUSD", OPENED, 100));
      rig.exchange.push("futures", candle("BTCUSD", OPENED + MINUTE, 200));
      rig.exchange.push("futures", spot("BTCUSD", 50_000, { ts: OPENED, oi: "" }));
      rig.exchange.push("futures", spot("ETHUSD", 3_000.5, { ts: OPENED + 1, cr: "-0.01" }));
      const tags = { environment: "custom", market: "futures" };
      assert.deepEqual(await rows("spot", 2), [
        { ...tags, time: OPENED, symbol: "BTCUSD", price: 50_000 },
        { ...tags, time: OPENED + 1, symbol: "ETHUSD", price: 3_000.5, changeRate: -0.01 },
      ]);
      assert.deepEqual(await rows("kline", 1), [
        {
          ...tags,
          time: OPENED,
          symbol: "BTCUSD",
          period: "m1",
          open: 99,
          high: 102,
          low: 97,
          close: 100,
          volume: 0.5,
        },
      ]);
    });
  });
}
