import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { flowOf, node, output } from "../harness";
import { decideLists } from "./rest";
import { useMarket } from "./rig";
import { assertOneAfterTheOther, connectionTo, FRIDAY, type Listed, nextRoll, told, WEEK } from "./told";

const NAME = "BTCUSD-W-ATM-C";

describe("Rolling names while the exchange is in trouble over a Friday's expiry", function () {
  this.timeout(60_000);
  const market = useMarket({ version: "4.1" });

  it("go on over a link that was down meanwhile, with one message that says both", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(12_000);
    const over = (protocol: string, greeks: string) => [
      connectionTo(simulator, { id: `${greeks}-connection`, protocol }),
      node("coincall-greeks", {
        id: greeks,
        connection: `${greeks}-connection`,
        symbols: NAME,
        wires: [[`${greeks}-out`]],
      }),
      output(`${greeks}-out`),
    ];
    await nodeRed.deploy(flowOf(...over("signed", "new"), ...over("apikey", "old")));
    for (const greeks of ["new", "old"]) await nextRoll(nodeRed, "start", { output: `${greeks}-out` });
    await market.reaches(-1_500);
    simulator.control.cut({ for: 3_000 });
    for (const greeks of ["new", "old"]) {
      const { coincall } = await nextRoll(nodeRed, "expiry", { output: `${greeks}-out` });
      assert.equal(coincall.resumed, true);
      const messages = told(nodeRed, NAME, `${greeks}-out`);
      assert.deepEqual(
        assertOneAfterTheOther(messages).map(({ rollsAt }) => rollsAt),
        [FRIDAY, FRIDAY + WEEK],
      );
      assert.equal(messages.filter((each) => each.coincall.resumed).length, 1);
    }
    await nodeRed.nextStatus("new", ({ text = "" }) => text.startsWith("live: 4DEC26"));
    // The outage itself, once for each of the two connections.
    assert.deepEqual(
      nodeRed.catches.map(({ code }) => code).filter((code) => code !== "COINCALL_LINK"),
      [],
    );
  });

  it("stay what they are until a list has what they go on to, and nobody hears an error", async () => {
    const { nodeRed } = market;
    const simulator = await market.begin(60_000);
    const lists = decideLists(simulator);
    // The last of ten expiries: the list that one of them has left is too short for it.
    const later = "BTCUSD-NEXT+9-ATM-C";
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), node("coincall-greeks", { symbols: `${NAME} ${later}` })),
    );
    await nextRoll(nodeRed, "start", { topic: NAME });
    const first = await nextRoll(nodeRed, "start", { topic: later });
    assert.match(first.coincall.rolled?.to ?? "", /^BTCUSD-24SEP27-/);
    lists.refusedWith = 429;
    const { asked } = lists;
    market.goTo(-1_000);
    await nextRoll(nodeRed, "expiry", { topic: NAME });
    while (lists.asked === asked) await pause(50);
    nodeRed.send("greeks", { action: "list" });
    const { payload } = await nodeRed.nextMessage<Listed[]>(({ topic }) => topic === "subscriptions");
    assert.deepEqual(
      payload.map(({ state }) => state),
      ["live", "live"],
    );
    assert.match(payload[1]?.resolved ?? "", /^BTCUSD-24SEP27-/);
    // By then all is listed.
    market.goTo(61_000);
    lists.refusedWith = undefined;
    const next = await nextRoll(nodeRed, "expiry", { topic: later });
    assert.match(next.coincall.rolled?.to ?? "", /^BTCUSD-26MAR27-/);
    assert.equal(assertOneAfterTheOther(told(nodeRed, later)).length, 2);
    assert.deepEqual(nodeRed.catches, []);
  });
});
