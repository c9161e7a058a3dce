import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { connection, connectionTo, describeOnEach, flowOf, node, useRig } from "../harness";

interface Price {
  readonly underlying: string;
  readonly expiry?: number;
  readonly price: number;
}

describeOnEach("What underlyings are worth", function (version) {
  this.timeout(20_000);
  const rig = useRig({ version });

  const ask = () => rig.nodeRed.admin("/coincall/prices?connection=connection");
  const prices = async () => (await (await ask()).json()) as readonly Price[];

  describe("on an exchange", () => {
    let exchange: Simulator;

    before(async () => {
      exchange = await startSimulator();
    });
    after(() => exchange.close());

    it("is told by the exchange's public prices where no node knows it", async () => {
      await rig.nodeRed.deploy(flowOf(connection({ environment: "custom", url: exchange.url })));
      const told = await prices();
      assert.deepEqual(
        told.map(({ underlying }) => underlying),
        ["BTCUSD", "ETHUSD", "SOLUSD", "HYPEUSD"],
      );
      assert.ok(told.every(({ price, expiry }) => price > 0 && expiry === undefined));
    });

    it("is told by the forwards too that rolling names of running nodes are chosen by", async () => {
      const greeks = { ...node("coincall-greeks"), connection: "connection", symbols: "BTCUSD-W-ATM-C" };
      await rig.nodeRed.deploy(flowOf(connectionTo(exchange), greeks));
      let forwards: readonly Price[] = [];
      while (forwards.length === 0) forwards = (await prices()).filter(({ expiry }) => expiry !== undefined);
      const [{ underlying, expiry = 0, price } = { underlying: "", price: 0 }] = forwards;
      assert.equal(underlying, "BTCUSD");
      assert.equal(new Date(expiry).getUTCDay(), 5);
      assert.ok(price > 0);
    });
  });

  describe("on an exchange that is asked often", () => {
    let server: Server;
    let calls: string[];
    let rows: readonly unknown[];

    beforeEach(async () => {
      calls = [];
      server = createServer(({ url = "" }, response) => {
        calls.push(url);
        response.end(JSON.stringify({ code: 0, data: rows }));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      await rig.nodeRed.deploy(flowOf(connection({ environment: "custom", url: `ws://127.0.0.1:${port}` })));
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it("costs one question, however many ask", async () => {
      rows = [{ symbol: "BTCUSD", indexPrice: 80_588.1 }];
      for (const told of await Promise.all(Array.from({ length: 20 }, prices)))
        assert.deepEqual(told, [{ underlying: "BTCUSD", price: 80_588.1 }]);
      assert.deepEqual(calls, ["/open/futures/market/symbol/v1"]);
    });

    it("is the index, else the mark, else the last price, of what can be read, of a thousand rows", async () => {
      rows = [
        { symbol: "BTCUSD", price: 1, markPrice: 2, indexPrice: "3 " },
        { symbol: "ETHUSD", price: 1, markPrice: 2, indexPrice: 0 },
        { symbol: "solusd", price: 1, markPrice: null },
        { symbol: "HYPEUSD", indexPrice: "" },
        { symbol: "<b>", price: 1 },
        { symbol: 7, price: 1 },
        "nonsense",
        ...Array.from({ length: 1_000 }, (_, index) => ({ symbol: `C${index}`, price: 1 })),
      ];
      const told = await prices();
      assert.deepEqual(told.slice(0, 3), [
        { underlying: "BTCUSD", price: 3 },
        { underlying: "ETHUSD", price: 2 },
        { underlying: "SOLUSD", price: 1 },
      ]);
      assert.deepEqual(told.at(-1), { underlying: "C992", price: 1 });
    });

    it("is not told where the exchange does not tell", async () => {
      server.removeAllListeners("request");
      server.on("request", (_request, response) => response.writeHead(500).end());
      const answer = await ask();
      assert.equal(answer.status, 502);
      assert.deepEqual(await answer.json(), { code: "COINCALL_LINK", reason: "askNobody", values: {} });
    });
  });
});
