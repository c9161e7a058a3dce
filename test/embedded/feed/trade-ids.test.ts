import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator";
import { acknowledgementOf } from "../../support/stub-exchange";
import { connectionTo, flowOf, node, output, type Properties, useRig } from "../harness";

interface Trade {
  symbol: string;
  price: number;
  size: number;
  tradeId?: string;
  history?: boolean;
}

const TIME = 1_500_000_000_000;
const idOf = (number: number) => `19374668705841889${number.toString().padStart(2, "0")}`;
const row = (number: number, symbol = "BTCUSD") => ({
  symbol,
  matchPrice: "65000.5",
  matchQty: "0.25",
  matchValue: "16250.125",
  tradeId: idOf(number),
  tradeSide: "2",
  tradeTime: String(TIME),
});

describe("A trades node with tradeIds", function () {
  this.timeout(60_000);
  const rig = useRig({ version: "4.1" });

  const trades = (properties: Properties = {}) =>
    node("coincall-trades", { endpoint: "futures", symbols: "BTCUSD", tradeIds: true, ...properties });
  const push = (...rows: object[]) => rig.exchange.push("futures", { c: 20, dt: 43, d: rows });

  for (const dataType of ["lastTradeV2", "lasttradeV2"]) {
    it(`sends trades as ever, with ids, from an exchange that answers with ${dataType}`, async () => {
      rig.exchange.acknowledge = (frame) => {
        const answer = acknowledgementOf(frame);
        return answer && "dataType" in answer ? { ...answer, dataType } : answer;
      };
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades()));
      const asked = { action: "subscribe", dataType: "lastTradeV2", payload: { symbol: "BTCUSD" } };
      assert.deepEqual(JSON.parse(await rig.exchange.nextFrame()), asked);
      await rig.nodeRed.nextStatus("trades", ({ text }) => text === "waiting for data");
      push(row(1));
      const { topic, payload, coincall } = await rig.nodeRed.nextMessage<Trade[]>();
      assert.deepEqual([topic, coincall.channel, coincall.endpoint], ["BTCUSD", "trades", "futures"]);
      const trade = { symbol: "BTCUSD", price: 65_000.5, size: 0.25, side: "sell", timestamp: TIME };
      assert.deepEqual(payload, [{ ...trade, tradeId: idOf(1), history: true }]);
      await rig.nodeRed.nextStatus("trades", ({ text }) => text === "live");
      assert.deepEqual(rig.nodeRed.catches, []);
    });
  }

  it("sends each once across a reconnection, those alike but for their ids too", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades()));
    await rig.exchange.nextFrame();
    push(row(2), row(1));
    await rig.nodeRed.nextMessage();
    await rig.exchange.nextConnection();
    rig.exchange.drop();
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame();
    push(row(3), row(2), row(1));
    push(row(4));
    const four = ({ payload }: { payload: Trade[] }) => payload.some(({ tradeId }) => tradeId === idOf(4));
    await rig.nodeRed.nextMessage<Trade[]>(four);
    const told = rig.nodeRed.messages<Trade[]>().flatMap(({ payload }) => payload);
    assert.deepEqual(told.map(({ tradeId }) => tradeId).toSorted(), [1, 2, 3, 4].map(idOf));
  });

  it("says in words that the dialect of 2023 has none, and is as before without", async () => {
    const plain = trades({ id: "plain", tradeIds: false });
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange, { protocol: "apikey" }), trades({ symbols: "BTCUSD" }), plain),
    );
    const words =
      "Trades with ids come over the signed protocol only: choose it in the connection, or do without the ids.";
    const error = await rig.nodeRed.nextError("trades");
    assert.deepEqual([error.code, error.message], ["COINCALL_CONFIG", words]);
    await rig.nodeRed.nextStatus("trades", ({ text, fill }) => text === words && fill === "red");
    assert.deepEqual(JSON.parse(await rig.exchange.nextFrame()), { c: 20, dt: 33, d: { s: "BTCUSD" } });
    await rig.nodeRed.nextStatus("plain", ({ text }) => text === "waiting for data");
    rig.nodeRed.send("trades", { action: "subscribe", symbols: "BTCUSD" });
    assert.equal((await rig.nodeRed.nextError("trades")).message, words);
    assert.equal(rig.exchange.frames.length, 1);
  });

  describe("beside one without", () => {
    let simulator: Simulator;

    beforeEach(async () => {
      simulator = await startSimulator({ seed: 5 });
    });
    afterEach(async () => {
      await rig.nodeRed.deploy([]);
      await simulator.close();
    });

    const reached = (size: number, where: string) =>
      rig.nodeRed.nextMessage<Trade[]>(({ payload }) => payload.some((trade) => trade.size === size), {
        output: where,
      });
    const told = (where: string) => rig.nodeRed.messages<Trade[]>(where).flatMap(({ payload }) => payload);

    for (const endpoint of ["futures", "options"] as const) {
      it(`has the same trades of ${endpoint} as that, each once, across a cut`, async () => {
        const symbol = endpoint === "futures" ? "BTCUSD" : nameOfAny(simulator);
        const ids = trades({ id: "ids", endpoint, symbols: symbol, wires: [["with"]] });
        const plain = trades({
          id: "plain",
          endpoint,
          symbols: symbol,
          tradeIds: false,
          wires: [["without"]],
        });
        await rig.nodeRed.deploy([
          ...flowOf(connectionTo(simulator), ids, plain),
          output("with"),
          output("without"),
        ]);
        const both = (size: number) => Promise.all(["with", "without"].map((where) => reached(size, where)));
        for (const size of [901, 902, 903]) {
          simulator.control.trade(symbol, { side: "buy", size });
          await both(size);
          simulator.control.cut();
        }
        simulator.control.trade(symbol, { side: "sell", size: 904 });
        await both(904);
        const withIds = told("with");
        assert.equal(new Set(withIds.map(({ tradeId }) => tradeId)).size, withIds.length);
        for (const { tradeId } of withIds) assert.match(tradeId ?? "", /^\d{19}$/);
        const own = (all: Trade[]) => all.filter(({ size }) => size > 900).map(({ size }) => size);
        assert.deepEqual([own(withIds), own(told("without"))], Array(2).fill([901, 902, 903, 904]));
      });
    }
  });
});

/** One that expires in months. */
function nameOfAny(simulator: Simulator): string {
  const options = simulator.market.venue("BTCUSD")?.listing.options ?? assert.fail();
  const [last] = [...options].toSorted((one, other) => other.expiry - one.expiry);
  return last?.symbol ?? assert.fail();
}
