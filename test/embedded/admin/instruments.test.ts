import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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

  const deploy = (properties: Properties = {}) =>
    rig.nodeRed.deploy(flowOf(connection({ environment: "custom", url: exchange.url, ...properties })));
  const ask = (query: string) => rig.nodeRed.admin(`/coincall/instruments?connection=connection&${query}`);

  async function instruments(query: string): Promise<readonly object[]> {
    const answer = await ask(query);
    assert.equal(answer.status, 200);
    return (await answer.json()) as object[];
  }

  it("are those of its own exchange, also while it lacks a key", async () => {
    await deploy();
    const names = (await instruments("endpoint=futures")).map(
      (listed) => (listed as { symbol: string }).symbol,
    );
    assert.deepEqual(names, ["BTCUSD", "ETHUSD", "SOLUSD", "HYPEUSD"]);
  });

  it("say of an option what its name says", async () => {
    await deploy();
    const [option] = await instruments("endpoint=options&query=btc%20call");
    assert.deepEqual(Object.keys(option ?? {}).sort(), ["expiry", "right", "strike", "symbol", "underlying"]);
  });

  it("are not searched for by a whole page of text", async () => {
    await deploy();
    for (const words of ["b ".repeat(21), "b".repeat(41), "b ".repeat(4_000)]) {
      const answer = await ask(`query=${words}`);
      assert.equal(answer.status, 400);
      assert.deepEqual(await answer.json(), { code: "COINCALL_INPUT", reason: "queryTooLong", values: {} });
    }
  });

  it("are not told of one that is not there, nor is any other exchange called in its place", async () => {
    await deploy();
    const answer = await rig.nodeRed.admin("/coincall/instruments?connection=another&endpoint=options");
    assert.equal(answer.status, 400);
    assert.deepEqual(await answer.json(), {
      code: "COINCALL_CONFIG",
      reason: "connectionMissing",
      values: {},
    });
  });

  it("are not told of one that is wrong: what is, is told in codes and values", async () => {
    await deploy({ heartbeatInterval: "26" });
    const answer = await ask("");
    assert.equal(answer.status, 400);
    assert.deepEqual(await answer.json(), {
      code: "COINCALL_CONFIG",
      reason: "notBetween",
      values: { property: "heartbeatInterval", value: "26", minimum: 1, maximum: 25 },
    });
  });

  describe("whose exchange counts", () => {
    let server: Server;
    let calls: number;

    beforeEach(async () => {
      calls = 0;
      server = createServer((_request, response) => {
        calls += 1;
        response.end('{"code":0,"data":{"futuresConfig":{"BTCUSD":{}}}}');
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      await deploy({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it("are asked for once, however many ask, and however often anew", async () => {
      const many = Array.from({ length: 20 }, () => instruments("endpoint=futures&refresh=1"));
      for (const listed of await Promise.all(many)) assert.equal(listed.length, 1);
      await instruments("endpoint=futures&refresh=1");
      assert.equal(calls, 1);
    });

    it("are not asked for again at once where they could not be had", async () => {
      server.removeAllListeners("request");
      server.on("request", (_request, response) => {
        calls += 1;
        response.writeHead(500).end();
      });
      for (let round = 0; round < 3; round += 1) {
        const answer = await ask("endpoint=futures&refresh=1");
        assert.equal(answer.status, 502);
        assert.deepEqual(await answer.json(), {
          code: "COINCALL_LINK",
          reason: "askNobody",
          values: {},
        });
      }
      assert.equal(calls, 1);
    });
  });
});
