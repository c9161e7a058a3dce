import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { flowOf, node, output } from "../harness";
import { useMarket } from "./rig";
import { connectionTo, type Listed, nextRoll, told } from "./told";

const NAME = "BTCUSD-W-ATM-C";

/** What is written, and what is said of it. */
const WRITTEN = [
  ["BTCUSD-W+x-ATM-C", "BTCUSD-W+X-ATM-C: “W+X” needs a whole number after the +."],
  ["BTCUSD-W+10000-ATM-C", "BTCUSD-W+10000-ATM-C: the number in “W+10000” must be from 1 to 50."],
  ["BTCUSD-W-ATM+10000-C", "BTCUSD-W-ATM+10000-C: the number in “ATM+10000” must be from 1 to 200."],
  ["BTCUSD-W-0D-C", "BTCUSD-W-0D-C: the number in “0D” must be from 1 to 99."],
  ["BTCUSD-W-100D-C", "BTCUSD-W-100D-C: the number in “100D” must be from 1 to 99."],
  ["BTCUSD-W-0%-C", "BTCUSD-W-0%-C: the number in “0%” must be from 1 to 1000."],
  ["BTCUSD-SOON-ATM-C", "BTCUSD-SOON-ATM-C: “SOON” is not an expiry."],
  ["BTCUSD-W-OTM-C", "BTCUSD-W-OTM-C: “OTM” is not a strike."],
  ["BTCUSD-W-ATM-CALL", "BTCUSD-W-ATM-CALL: “CALL” is neither call nor put."],
] as const;

describe("Rolling names that are wrong", function () {
  this.timeout(40_000);
  const market = useMarket({ version: "4.1" });

  it("are told in clear words, and nothing is asked of the exchange for them", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(60_000);
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...WRITTEN.map(([symbols], index) => node("coincall-greeks", { id: `greeks-${index}`, symbols })),
        node("coincall-spot", { symbols: NAME }),
        node("coincall-kline", { symbols: NAME, endpoint: "futures" }),
        node("coincall-option-chain", { symbols: "BTCUSD", expiry: "W+x" }),
        node("coincall-option-chain", { id: "chain", symbols: "BTCUSD-W+60" }),
      ),
    );
    for (const [index, [, words]] of WRITTEN.entries()) {
      const { message, code } = await nodeRed.nextError(`greeks-${index}`);
      assert.ok(message.startsWith(words), message);
      assert.equal(code, "COINCALL_CONFIG");
    }
    const notHere =
      /^“BTCUSD-W-ATM-C” is a rolling option, which only candles, order books, trades, Greeks and chains/;
    for (const id of ["spot", "kline"]) assert.match((await nodeRed.nextError(id)).message, notHere);
    assert.match((await nodeRed.nextError("option-chain")).message, /“W\+X” needs a whole number/);
    assert.match((await nodeRed.nextError("chain")).message, /“W\+60” must be from 1 to 50/);
    await pause(500);
    assert.deepEqual(simulator.statistics.options.connections + simulator.statistics.futures.connections, 0);
    nodeRed.send("greeks-0", { action: "subscribe", symbols: "BTCUSD-W-0D-C" });
    assert.equal((await nodeRed.nextError("greeks-0")).code, "COINCALL_INPUT");
  });

  it("cost one error a node where there is nothing to choose, and the others of the node work", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(60_000);
    const nothing = [
      "BTCUSD-W+9-ATM-C",
      "XYZUSD-W-ATM-C",
      "BTCUSD-W-ATM+200-C",
      "BTCUSD-W-12345-C",
      "BTCUSD-W-300%-C",
    ];
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        node("coincall-greeks", { symbols: [NAME, "BTCUSD-4DEC26-98000-C", ...nothing].join(" ") }),
        node("coincall-greeks", { id: "one", symbols: "BTCUSD-W+9-ATM-C", wires: [["one-out"]] }),
        output("one-out"),
        node("coincall-greeks", { id: "over", symbols: "BTCUSD-20NOV26-ATM-C", wires: [["one-out"]] }),
      ),
    );
    await nextRoll(nodeRed, "start");
    await nodeRed.nextMessage(({ topic }) => topic === "BTCUSD-4DEC26-98000-C");
    assert.equal((await nodeRed.nextStatus("one", ({ text }) => text === "choosing")).fill, "yellow");
    const over = await nodeRed.nextError("over");
    assert.equal(
      over.message,
      "BTCUSD-20NOV26-ATM-C has expired and is no longer watched. BTCUSD-W-ATM-C would have gone on by itself.",
    );
    nodeRed.send("greeks", { action: "list" });
    const { payload } = await nodeRed.nextMessage<Listed[]>(({ topic }) => topic === "subscriptions");
    assert.deepEqual(
      payload.map(({ state }) => state),
      ["live", "live", ...nothing.map(() => "choosing")],
    );
    // Ten seconds after the start, and a second before the error: what is wrong together is gathered for it.
    await nodeRed.nextStatus("one", ({ text }) => text === "no such expiry listed");
    const one = await nodeRed.nextError("one");
    assert.equal(one.message, "No options on BTCUSD with the expiry W+9 are listed now.");
    assert.equal(one.code, "COINCALL_CONFIG");
    const several = await nodeRed.nextError("greeks");
    assert.equal(
      several.message,
      `There is nothing to choose now for 5 rolling names: ${nothing.join(", ")}.`,
    );
    assert.equal(nodeRed.catches.length, 3);
    assert.ok(told(nodeRed, NAME).length > 5);
  });
});
