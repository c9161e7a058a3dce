import assert from "node:assert/strict";
import { connectionTo, describeOnEach, flowOf, node, useRig } from "../harness";

interface Listed {
  symbol: string;
  period?: string;
  state: string;
  lastReceived?: number;
}

const CALL = "BTCUSD-27DEC30-100000-C";
const PUT = "BTCUSD-27DEC30-100000-P";

/** Each node that takes symbols, with two that it can be told and how it then lists them. */
const NODES = [
  { type: "coincall-kline", symbols: ["BTCUSD", "ETHUSD"], listed: ["BTCUSD", "ETHUSD"] },
  { type: "coincall-order-book", symbols: [CALL, PUT], listed: [CALL, PUT] },
  { type: "coincall-trades", symbols: ["BTCUSD", PUT], listed: ["BTCUSD", PUT] },
  {
    type: "coincall-option-chain",
    symbols: ["BTCUSD", "ETHUSD"],
    listed: ["BTCUSD-27DEC30", "ETHUSD-27DEC30"],
    properties: { expiry: "27DEC30" },
  },
  { type: "coincall-greeks", symbols: [CALL, PUT], listed: [CALL, PUT] },
  { type: "coincall-spot", symbols: ["BTCUSD", "ETHUSD"], listed: ["BTCUSD", "ETHUSD"] },
] as const;

describeOnEach("A control message", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  async function list(id: string): Promise<Listed[]> {
    rig.nodeRed.send(id, { action: "list" });
    const answer = await rig.nodeRed.nextMessage<Listed[]>(({ topic }) => topic === "subscriptions");
    return answer.payload;
  }

  const symbolsOf = async (id: string) => (await list(id)).map(({ symbol }) => symbol);

  async function refused(id: string, message: Readonly<Record<string, unknown>>): Promise<string> {
    rig.nodeRed.send(id, message);
    const error = await rig.nodeRed.nextError(id);
    assert.equal(error.code, "COINCALL_INPUT", JSON.stringify(message));
    return error.message;
  }

  it("is answered with the message that asked, so that link calls and HTTP responses work", async () => {
    const link = { id: "link", type: "link call", z: "tab", x: 0, y: 0, linkType: "static", timeout: "5" };
    await rig.nodeRed.deploy([
      ...flowOf(
        connectionTo(rig.exchange),
        node("coincall-spot", { symbols: "BTCUSD", wires: [["back"]] }),
        { id: "in", type: "link in", z: "tab", x: 0, y: 0, links: ["link"], wires: [["spot"]] },
        { id: "back", type: "link out", z: "tab", x: 0, y: 0, mode: "return", links: [], wires: [] },
        { ...link, links: ["in"], wires: [["output"]] },
      ),
    ]);
    rig.nodeRed.send("link", { action: "list", topic: "mine", res: "kept" });
    const answer = await rig.nodeRed.nextMessage<Listed[]>(({ topic }) => topic === "subscriptions");
    assert.deepEqual(
      answer.payload.map(({ symbol }) => symbol),
      ["BTCUSD"],
    );
    assert.equal((answer as unknown as { res: string }).res, "kept");
  });

  for (const { type, symbols, listed, ...rest } of NODES) {
    it(`subscribes, replaces, unsubscribes, lists and clears the symbols of a ${type} node`, async () => {
      const [one, two] = symbols;
      rig.exchange.acknowledge = "none";
      const feed = node(type, "properties" in rest ? rest.properties : {});
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), feed));
      assert.deepEqual(await list(feed.id), []);

      rig.nodeRed.send(feed.id, { action: "subscribe", symbols: one });
      const [first] = await list(feed.id);
      assert.deepEqual([first?.symbol, first?.state], [listed[0], "pending"]);
      assert.match(await rig.exchange.nextFrame(), /"action":"subscribe"/);
      rig.nodeRed.send(feed.id, { action: "subscribe", symbols: [two, one] });
      assert.deepEqual(await symbolsOf(feed.id), listed);
      rig.nodeRed.send(feed.id, { action: "unsubscribe", symbols: one.toLowerCase() });
      assert.deepEqual(await symbolsOf(feed.id), [listed[1]]);
      rig.nodeRed.send(feed.id, { action: "replace", payload: one });
      assert.deepEqual(await symbolsOf(feed.id), [listed[0]]);
      rig.nodeRed.send(feed.id, { action: "clear" });
      assert.deepEqual(await list(feed.id), []);
      assert.deepEqual(rig.nodeRed.catches, []);
    });
  }

  it("stops and starts a balance node, whatever payload an inject node adds", async () => {
    rig.exchange.acknowledge = "none";
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-balance")));
    await rig.exchange.nextFrame((text) => text.includes("accountBalance"));
    rig.nodeRed.send("balance", { action: "unsubscribe", payload: 1_795_000_000_000 });
    assert.deepEqual(await list("balance"), []);
    rig.nodeRed.send("balance", { action: "subscribe", payload: 1_795_000_000_000 });
    assert.deepEqual(await list("balance"), [{ symbol: "balance", state: "pending" }]);
    rig.nodeRed.send("balance", { action: "clear" });
    await rig.exchange.openBecomes(0);
    assert.deepEqual(rig.nodeRed.catches, []);
  });

  it("names symbols as a text or an array, in any case, each once", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-spot")));
    for (const symbols of ["btcusd, ethusd\nBTCUSD", ["btcusd", " ETHUSD ", "BTCUSD"]]) {
      rig.nodeRed.send("spot", { action: "replace", symbols });
      assert.deepEqual(await symbolsOf("spot"), ["BTCUSD", "ETHUSD"]);
    }
    rig.nodeRed.send("spot", { action: "replace", symbols: ["SOLUSD"], payload: "BTCUSD" });
    assert.deepEqual(await symbolsOf("spot"), ["SOLUSD"], "msg.symbols comes before msg.payload");
  });

  it("that replaces keeps what stays, and an empty list leaves nothing", async () => {
    rig.exchange.acknowledge = "none";
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols: "BTCUSD ETHUSD" })),
    );
    await rig.exchange.nextFrame((text) => text.includes("BTCUSD"));
    rig.nodeRed.send("spot", { action: "replace", symbols: ["ETHUSD", "SOLUSD"] });
    assert.deepEqual(await symbolsOf("spot"), ["ETHUSD", "SOLUSD"]);
    assert.ok(!(await rig.exchange.nextFrame()).includes("ETHUSD"), "it is subscribed already");
    rig.nodeRed.send("spot", { action: "replace", symbols: [] });
    assert.deepEqual(await list("spot"), []);
  });

  it("of a candle node can name a period, and without one means the node's, or all to unsubscribe", async () => {
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange), node("coincall-kline", { symbols: "BTCUSD", period: "h1" })),
    );
    const periods = async () => (await list("kline")).map(({ symbol, period }) => `${symbol} ${period}`);
    rig.nodeRed.send("kline", { action: "subscribe", symbols: "BTCUSD", period: "m5" });
    rig.nodeRed.send("kline", { action: "subscribe", symbols: "ETHUSD" });
    assert.deepEqual(await periods(), ["BTCUSD h1", "BTCUSD m5", "ETHUSD h1"]);
    rig.nodeRed.send("kline", { action: "unsubscribe", symbols: "BTCUSD", period: "h1" });
    assert.deepEqual(await periods(), ["BTCUSD m5", "ETHUSD h1"]);
    rig.nodeRed.send("kline", { action: "replace", symbols: "BTCUSD", period: "d1" });
    rig.nodeRed.send("kline", { action: "subscribe", symbols: "BTCUSD", period: "w1" });
    assert.deepEqual(await periods(), ["BTCUSD d1", "BTCUSD w1"]);
    rig.nodeRed.send("kline", { action: "unsubscribe", symbols: "BTCUSD" });
    assert.deepEqual(await periods(), []);
  });

  it("of a chain node can name an expiry, written in each way, or an option in place of both", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-option-chain")));
    for (const expiry of ["27DEC30", "27dec30", "2030-12-27", Date.UTC(2030, 11, 27, 8)]) {
      rig.nodeRed.send("option-chain", { action: "replace", symbols: "BTCUSD", expiry });
      assert.deepEqual(await symbolsOf("option-chain"), ["BTCUSD-27DEC30"]);
    }
    rig.nodeRed.send("option-chain", { action: "replace", symbols: "ETHUSD-28MAR31-4000-P" });
    assert.deepEqual(await symbolsOf("option-chain"), ["ETHUSD-28MAR31"]);
    rig.nodeRed.send("option-chain", { action: "subscribe", symbols: "ETHUSD", expiry: "27JUN31" });
    rig.nodeRed.send("option-chain", { action: "unsubscribe", symbols: "ETHUSD", expiry: "28MAR31" });
    assert.deepEqual(await symbolsOf("option-chain"), ["ETHUSD-27JUN31"]);
    rig.nodeRed.send("option-chain", { action: "unsubscribe", symbols: "ETHUSD-27JUN31" });
    assert.deepEqual(await list("option-chain"), []);
  });

  it("lists what is live with the time of its last data, and what the exchange refused", async () => {
    rig.exchange.acknowledge = (frame) => {
      const { payload } = frame as { payload: { symbol: string } };
      const result = payload.symbol === "NOPEUSD" ? "failed" : "success";
      return { action: "SUBSCRIBE", dataType: "spotPrice", payload, result };
    };
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols: "BTCUSD" })),
    );
    await rig.exchange.nextFrame();
    rig.nodeRed.send("spot", { action: "subscribe", symbols: "NOPEUSD" });
    await rig.nodeRed.nextError("spot", ({ code }) => code === "COINCALL_REJECTED");
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: 1, ts: 1 } });
    const { coincall } = await rig.nodeRed.nextMessage();
    assert.deepEqual(await list("spot"), [
      { symbol: "BTCUSD", state: "live", lastReceived: coincall.received },
      { symbol: "NOPEUSD", state: "rejected" },
    ]);
  });

  describe("that can't be followed is an error, and changes nothing:", () => {
    const CASES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      "no action": { symbols: "ETHUSD" },
      "an unknown action": { action: "go", symbols: "ETHUSD" },
      "an action in other letters": { action: "Clear" },
      "an action that every object has": { action: "toString" },
      "an action that is no text": { action: ["clear"] },
      "no symbols": { action: "subscribe" },
      "no symbols to replace with": { action: "replace" },
      "an empty text": { action: "subscribe", symbols: " , " },
      "an empty list": { action: "unsubscribe", symbols: [] },
      "a number for symbols": { action: "subscribe", payload: 1_795_000_000_000 },
      "an object for symbols": { action: "replace", symbols: { BTCUSD: true } },
      "a list that is half texts": { action: "subscribe", symbols: ["ETHUSD", 5] },
      "a half-good list": { action: "subscribe", symbols: "ETHUSD, BTC/USD" },
      "a half-good list to replace with": { action: "replace", symbols: ["ETHUSD", "BTCUSD-31FEB30-1-C"] },
      "a half-good list to unsubscribe": { action: "unsubscribe", symbols: ["BTCUSD", "BTC/USD"] },
    };
    for (const [title, message] of Object.entries(CASES)) {
      it(title, async () => {
        rig.exchange.acknowledge = "none";
        await rig.nodeRed.deploy(
          flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols: "BTCUSD" })),
        );
        await rig.exchange.nextFrame();
        assert.doesNotMatch(await refused("spot", message), /__|undefined|\[object/);
        assert.deepEqual(await list("spot"), [{ symbol: "BTCUSD", state: "pending" }]);
        assert.equal(rig.exchange.frames.length, 1);
        assert.equal(rig.nodeRed.catches.length, 1);
      });
    }

    it("an unknown period, or one that is no text", async () => {
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-kline")));
      for (const period of ["m2", "M5", 5, ""]) {
        await refused("kline", { action: "subscribe", symbols: "BTCUSD", period });
      }
      assert.deepEqual(await list("kline"), []);
    });

    it("an expiry that is no day, is past, or is missing", async () => {
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-option-chain")));
      for (const expiry of ["soon", "31FEB30", "27DEC20", 5, {}, undefined]) {
        await refused("option-chain", { action: "subscribe", symbols: "BTCUSD", expiry });
      }
      await refused("option-chain", { action: "unsubscribe", symbols: "BTCUSD", expiry: "soon" });
      assert.deepEqual(await list("option-chain"), []);
    });
  });

  it("leaves period and expiry to the nodes that have them", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-spot")));
    rig.nodeRed.send("spot", { action: "subscribe", symbols: "BTCUSD", period: "weekly", expiry: {} });
    rig.nodeRed.send("spot", { action: "subscribe", symbols: "ETHUSD", period: 5, expiry: "soon" });
    rig.nodeRed.send("spot", { action: "unsubscribe", symbols: "ETHUSD", period: "m5", expiry: "soon" });
    assert.deepEqual(await symbolsOf("spot"), ["BTCUSD"]);
    assert.deepEqual(rig.nodeRed.catches, []);
  });
});
