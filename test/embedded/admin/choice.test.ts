import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { formatDay } from "../../../src/protocol/symbols/symbols";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { connection, describeOnEach, flowOf, useRig } from "../harness";

const HOUR = 3_600_000;

describeOnEach("What a rolling name is now", function (version) {
  this.timeout(20_000);
  const rig = useRig({ version });

  const deploy = (url: string) => rig.nodeRed.deploy(flowOf(connection({ environment: "custom", url })));
  const ask = (query: Readonly<Record<string, string>>) =>
    rig.nodeRed.admin(
      `/coincall/choice?${new URLSearchParams({ connection: "connection", endpoint: "options", ...query })}`,
    );

  describe("on an exchange", () => {
    let exchange: Simulator;

    before(async () => {
      exchange = await startSimulator();
    });
    after(() => exchange.close());
    beforeEach(() => deploy(exchange.url));

    it("is an option that is listed, with its forward, its delta, and when it rolls", async () => {
      const answer = await ask({ symbol: "btc-next-atm-c" });
      assert.equal(answer.status, 200);
      const { symbol, forward, delta, rollsAt } = (await answer.json()) as Record<string, unknown>;
      assert.match(String(symbol), new RegExp(`^BTCUSD-${formatDay(Number(rollsAt))}-\\d+-C$`));
      assert.ok(Number(forward) > 0 && Number(delta) > 0 && Number(delta) < 1);
      assert.ok(Number(rollsAt) > Date.now() && Number(rollsAt) <= Date.now() + 24 * HOUR);
    });

    it("is told of several at once, in their order, or why it is nothing", async () => {
      const names = "BTCUSD-W-ATM-C,NOCOIN-W-ATM-C,BTCUSD-W+x-ATM-C";
      const answer = await ask({ symbol: names, rollBefore: "1" });
      const [first, ...others] = (await answer.json()) as { symbol?: string; problem?: object }[];
      assert.match(String(first?.symbol), /^BTCUSD-/);
      assert.deepEqual(others, [
        { problem: { reason: "rollingUnderlyingUnlisted", values: { underlying: "NOCOINUSD" } } },
        {
          problem: {
            reason: "rollingNumberMissing",
            values: { name: "BTCUSD-W+X-ATM-C", word: "W+X", sign: "+" },
          },
        },
      ]);
    });

    it("is not told of more than twenty names, nor of properties beyond their limits", async () => {
      const many = Array.from({ length: 21 }, (_, index) => `BTC-W+${index + 1}-ATM-C`).join();
      for (const [query, reason] of [
        [{ symbol: many }, "namesTooMany"],
        [{ symbol: "BTC-W-ATM-C", rollBefore: "721" }, "notBetween"],
      ] as const) {
        const answer = await ask(query);
        assert.equal(answer.status, 400);
        assert.equal(((await answer.json()) as { reason: string }).reason, reason);
      }
    });
  });

  describe("on an exchange that is asked often", () => {
    const expiry = Date.UTC(2096, 10, 30, 8);
    const leg = (strike: number, right: string) => ({
      symbol: `BTCUSD-${formatDay(expiry)}-${strike}-${right}`,
      underlyingPrice: 81_100,
      delta: 0.5,
    });
    const rows = [80_000, 81_000, 82_000].map((strike) => ({
      strike,
      callOption: leg(strike, "C"),
      putOption: null,
    }));
    const ANSWERS: Readonly<Record<string, unknown>> = {
      "/open/public/config/v1": { optionConfig: { BTCUSD: {} } },
      "/open/option/getInstruments/BTC": rows.map(({ callOption }) => ({ symbolName: callOption.symbol })),
      "/time": { serverTime: expiry - HOUR },
    };
    let server: Server;
    let calls: string[];

    beforeEach(async () => {
      calls = [];
      server = createServer(({ url = "" }, response) => {
        calls.push(url);
        response.end(JSON.stringify({ code: 0, data: ANSWERS[url] ?? [{ strike: 1 }, "", ...rows] }));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      await deploy(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it("costs one question of each kind, however many ask, by the time of the exchange", async () => {
      const many = Array.from({ length: 20 }, () => ask({ symbol: "BTCUSD-NEXT-ATM-C" }));
      for (const answer of await Promise.all(many)) {
        assert.deepEqual(await answer.json(), {
          symbol: leg(81_000, "C").symbol,
          forward: 81_100,
          delta: 0.5,
          rollsAt: expiry,
        });
      }
      assert.deepEqual(calls.toSorted(), [
        `/open/option/get/v1/BTCUSD?endTime=${expiry}`,
        "/open/option/getInstruments/BTC",
        "/open/public/config/v1",
        "/time",
      ]);
    });

    it("is not told where the exchange does not tell what it lists", async () => {
      server.removeAllListeners("request");
      server.on("request", (_request, response) => response.writeHead(500).end());
      const answer = await ask({ symbol: "BTCUSD-NEXT-ATM-C" });
      assert.equal(answer.status, 502);
      assert.deepEqual(await answer.json(), { code: "COINCALL_LINK", reason: "askNobody", values: {} });
    });
  });
});
