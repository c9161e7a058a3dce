import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { connection, describeOnEach, flowOf, type Properties, useRig } from "../harness";

describeOnEach("The instruments of a deployed connection", function (version) {
  this.timeout(20_000);
  const rig = useRig({ version });
  let exchange: Simulator;

  before(async () => {
    exchange = await startSimulator();
  });
  after(() => exchange.close());

  async function instruments(query: string, properties: Properties = {}): Promise<readonly object[]> {
    await rig.nodeRed.deploy(flowOf(connection({ environment: "custom", url: exchange.url, ...properties })));
    const answer = await rig.nodeRed.admin(`/coincall/instruments?connection=connection&${query}`);
    assert.equal(answer.status, 200);
    return (await answer.json()) as object[];
  }

  it("are those of its own exchange, also while it lacks a key", async () => {
    const names = (await instruments("endpoint=futures")).map(
      (listed) => (listed as { symbol: string }).symbol,
    );
    assert.deepEqual(names, ["BTCUSD", "ETHUSD", "SOLUSD", "HYPEUSD"]);
  });

  it("say of an option what its name says", async () => {
    const [option] = await instruments("endpoint=options&query=btc%20call");
    assert.deepEqual(Object.keys(option ?? {}).sort(), ["expiry", "right", "strike", "symbol", "underlying"]);
  });
});
