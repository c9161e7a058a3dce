import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { StatusReport } from "../../../src/runtime/status/report";
import { flowOf, type Message, node, output } from "../harness";
import { useMarket } from "./rig";
import { assertOneAfterTheOther, connectionTo, type Listed, nextRoll, told } from "./told";

const NAME = "BTCUSD-W-ATM-C";
const MINUTE = 60_000;
const DAY = 86_400_000;

describe("Rolling names in a flow", function () {
  this.timeout(30_000);
  const market = useMarket({ version: "4.1" });

  const greeks = (id: string, properties = {}) => [
    node("coincall-greeks", { id, symbols: NAME, wires: [[`${id}-out`]], ...properties }),
    output(`${id}-out`),
  ];
  const list = async (id: string): Promise<Listed[]> => {
    market.nodeRed.send(id, { action: "list" });
    const fits = ({ topic }: Message) => topic === "subscriptions";
    return (await market.nodeRed.nextMessage<Listed[]>(fits, { output: `${id}-out` })).payload;
  };
  /** Waits until exactly this is subscribed at the exchange. */
  async function subscribed(...wanted: string[]): Promise<void> {
    const now = () => [...market.simulator.subscriptions("options")].sort();
    const deadline = Date.now() + 8_000;
    while (now().join() !== [...wanted].sort().join() && Date.now() < deadline) await pause(50);
    assert.deepEqual(now(), [...wanted].sort());
  }

  it("make one choice in all nodes that have one rule, over one subscription, and a message for each name", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(MINUTE);
    const own = "BTCUSD-27NOV26-98500-C";
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...greeks("one"),
        ...greeks("other", {
          symbols: `btc-w-atm-c, BTCUSD-M-ATM-C, ${own}`,
          numbers: "string",
          includeRaw: true,
        }),
      ),
    );
    for (const topic of [NAME, "BTCUSD-M-ATM-C"])
      await nextRoll(nodeRed, "start", { topic, output: "other-out" });
    await nextRoll(nodeRed, "start", { output: "one-out" });
    await nodeRed.nextMessage(({ topic }) => topic === own, { output: "other-out" });
    const greeksOf = simulator.subscriptions("options").filter((name) => name.startsWith("greeks"));
    assert.deepEqual(greeksOf, [`greeks ${own}`]);
    market.goTo(-1_000);
    const [first, second] = await Promise.all(
      ["one", "other"].map((id) => nextRoll(nodeRed, "expiry", { topic: NAME, output: `${id}-out` })),
    );
    const { forward, rollsAt } = first?.coincall.rolled ?? {};
    assert.deepEqual(first?.coincall.rolled, second?.coincall.rolled);
    assert.ok(forward && rollsAt);
    const exact = (second as Message<{ markPrice: string }> | undefined) ?? assert.fail();
    assert.equal(typeof exact.payload.markPrice, "string");
    assert.match(exact.raw ?? "", /BTCUSD-4DEC26-\d+-C/);
    const sinces = [await list("one"), await list("other")].map(
      (rows) => rows.find(({ symbol }) => symbol === NAME)?.since,
    );
    assert.equal(sinces[0], sinces[1]);
    for (const topic of [NAME, "BTCUSD-M-ATM-C"])
      assert.equal(assertOneAfterTheOther(told(nodeRed, topic, "other-out")).length, 2);
  });

  it("leave nothing subscribed and send nothing more when they are taken back in the middle of a roll", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(3 * DAY);
    simulator.control.setPrice("BTCUSD", 100_000);
    const kept = greeks("kept", { hold: 0 });
    const going = ["unsubscribe", "replace", "clear", "deploy"];
    const flow = (...ids: string[]) =>
      flowOf(connectionTo(simulator), ...kept, ...ids.flatMap((id) => greeks(id, { hold: 0 })));
    await nodeRed.deploy(flow(...going));
    for (const id of ["kept", ...going]) await nextRoll(nodeRed, "start", { output: `${id}-out` });
    // The new one says nothing, so that the old one goes on for ten seconds.
    simulator.control.silence("BTCUSD-27NOV26-101000-C", MINUTE);
    simulator.control.setPrice("BTCUSD", 101_000);
    const [before, after, chain] = [
      "greeks BTCUSD-27NOV26-100000-C",
      "greeks BTCUSD-27NOV26-101000-C",
      "optionChain BTCUSD-27NOV26",
    ];
    await subscribed(before, after, chain);
    assert.equal((await list("kept"))[0]?.state, "live");
    nodeRed.send("unsubscribe", { action: "unsubscribe", symbols: "btc-w-atm-c" });
    nodeRed.send("replace", { action: "replace", symbols: "ETHUSD-27NOV26-3000-C" });
    nodeRed.send("clear", { action: "clear" });
    for (const id of going.slice(0, 3)) await list(id);
    await nodeRed.deploy(
      flow(...going.slice(0, 3)).map(({ credentials: _, ...rest }) => ({
        ...rest,
        id: rest.id,
        type: rest.type,
      })),
      "nodes",
    );
    const counts = () => going.map((id) => told(nodeRed, NAME, `${id}-out`).length);
    const settled = counts();
    nodeRed.send("kept", { action: "unsubscribe", symbols: NAME });
    await subscribed("greeks ETHUSD-27NOV26-3000-C");
    assert.deepEqual(counts(), settled);
  });

  it("choose anew when a message asks, and are named by messages and variables too", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(3 * DAY);
    simulator.control.setPrice("BTCUSD", 100_000);
    const setter = {
      id: "setter",
      type: "function",
      z: "tab",
      x: 0,
      y: 0,
      func: 'flow.set("coins", msg.payload);',
      outputs: 0,
      wires: [],
    };
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...greeks("asked", { hold: 3600 }),
        ...greeks("named", { symbols: "" }),
        ...greeks("variable", { symbols: "coins", symbolsType: "flow", hold: 1 }),
        setter,
      ),
    );
    nodeRed.send("named", { payload: ["eth-w-atm-p", "BTCUSD-W-102%-C"], action: "subscribe" });
    nodeRed.send("setter", { payload: [NAME] });
    await nextRoll(nodeRed, "start", { topic: "ETHUSD-W-ATM-P", output: "named-out" });
    await nextRoll(nodeRed, "start", { topic: "BTCUSD-W-102%-C", output: "named-out" });
    const first = await nextRoll(nodeRed, "start", { output: "asked-out" });
    assert.equal(first.coincall.rolled?.to, "BTCUSD-27NOV26-100000-C");
    simulator.control.setPrice("BTCUSD", 101_000);
    // The other one does not hold for so long, and tells when the market has moved.
    await nextRoll(nodeRed, "money", { output: "variable-out" });
    nodeRed.send("asked", { action: "roll" });
    const second = await nextRoll(nodeRed, "asked", { output: "asked-out" });
    assert.equal(second.coincall.rolled?.to, "BTCUSD-27NOV26-101000-C");
    assert.equal(assertOneAfterTheOther(told(nodeRed, NAME, "asked-out")).length, 2);
    assert.deepEqual(nodeRed.catches, []);
  });

  it("are missed by their names, and found again by another option", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(3 * DAY);
    simulator.control.setPrice("BTCUSD", 100_000);
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...greeks("greeks", { hold: 0, overdue: 1 }),
        node("coincall-status", { id: "feed", wires: [["feed-out"]] }),
        output("feed-out"),
      ),
    );
    await nextRoll(nodeRed, "start", { output: "greeks-out" });
    simulator.control.silence("BTCUSD-27NOV26-100000-C", MINUTE);
    const isOf = (state: string) => (message: Message) => {
      const { payload } = message as Message<StatusReport>;
      return payload.state === state && payload.symbol === NAME;
    };
    await nodeRed.nextMessage(isOf("overdue"), { output: "feed-out" });
    simulator.control.setPrice("BTCUSD", 101_000);
    await nextRoll(nodeRed, "money", { output: "greeks-out" });
    await nodeRed.nextMessage(isOf("rolled"), { output: "feed-out" });
    await nodeRed.nextMessage(isOf("recovered"), { output: "feed-out" });
    await nodeRed.nextStatus("greeks", ({ text }) => text === "live: 27NOV26 101000 C");
  });

  it("tell only finished candles of each option where a flow wants those", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(100_000);
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        node("coincall-kline", { symbols: NAME, candles: "closed", period: "m1" }),
      ),
    );
    await subscribed("kline BTCUSD-27NOV26-98500-C m1", "optionChain BTCUSD-27NOV26");
    const trade = (symbol: string) => simulator.control.trade(symbol, { side: "buy", size: 1 });
    trade("BTCUSD-27NOV26-98500-C");
    await pause(300);
    market.goTo(-59_900);
    const first = await nextRoll(nodeRed, "start");
    assert.equal((first.payload as { closed?: boolean }).closed, true);
    market.goTo(-500);
    await nodeRed.nextStatus("kline", ({ text = "" }) => text.startsWith("live: 4DEC26"));
    const [kline = ""] = simulator.subscriptions("options").filter((name) => name.startsWith("kline"));
    const [, option = ""] = kline.split(" ");
    trade(option);
    await pause(300);
    market.goTo(60_100);
    const second = await nextRoll(nodeRed, "expiry");
    assert.equal(second.coincall.rolled?.to, option);
    const messages = told(nodeRed, NAME);
    assert.ok(messages.every(({ payload }) => (payload as { closed?: boolean }).closed));
    assertOneAfterTheOther(messages);
  });

  it("follow a price over ten strikes and back, with a choice for each place where it rests", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(3 * DAY);
    const up = [0, 1, 2, 3, 4, 5].map((step) => 100_000 + 1_000 * step);
    const walk = [...up, ...up.slice(0, -1).reverse()];
    simulator.control.setPrice("BTCUSD", 100_000);
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), node("coincall-greeks", { symbols: NAME, hold: 0 })),
    );
    await nextRoll(nodeRed, "start");
    for (const price of walk.slice(1)) {
      simulator.control.setPrice("BTCUSD", price);
      await nextRoll(nodeRed, "money");
    }
    const rolls = assertOneAfterTheOther(told(nodeRed, NAME));
    assert.deepEqual(
      rolls.map(({ to }) => to),
      walk.map((strike) => `BTCUSD-27NOV26-${strike}-C`),
    );
  });
});
