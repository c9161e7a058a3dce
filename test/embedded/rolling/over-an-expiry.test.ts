import assert from "node:assert/strict";
import type { StatusReport } from "../../../src/runtime/status/report";
import { describeOnEach, flowOf, type Message, node, output } from "../harness";
import { useMarket } from "./rig";
import {
  assertOneAfterTheOther,
  connectionTo,
  FRIDAY,
  type Listed,
  nextRoll,
  strikesOf,
  subjectOf,
  told,
  WEEK,
} from "./told";

const NAME = "BTCUSD-W-ATM-C";
const KINDS = ["kline", "order-book", "trades", "greeks"];
const TABLE = "table";
const ROWS = "rows";

/** A node of each kind that can roll, each with an output of its own, and one that tells of the connection. */
function everyKind(plain: string) {
  const chain = { symbols: "BTCUSD", expiry: "W" };
  const own = (id: string) => ({ id, wires: [[`${id}-out`]] });
  return [
    ...KINDS.map((kind) =>
      node(`coincall-${kind}`, { symbols: kind === "greeks" ? `${NAME}, ${plain}` : NAME, ...own(kind) }),
    ),
    node("coincall-option-chain", { ...chain, ...own(TABLE), output: "table", strikes: 3 }),
    node("coincall-option-chain", { ...chain, ...own(ROWS) }),
    node("coincall-status", own("feed")),
    ...[...KINDS, TABLE, ROWS, "feed"].map((id) => output(`${id}-out`)),
  ];
}

describeOnEach("Over a Friday's expiry", function (version) {
  this.timeout(60_000);
  const market = useMarket({ version });

  // The older dialect's clock can't be moved, which takes its time: once is enough.
  for (const protocol of version === "5" ? ["signed", "apikey"] : ["signed"]) {
    it(`goes every kind of node on to the next week's, and nobody hears an error (${protocol})`, async () => {
      const { nodeRed } = market;
      const simulator = await market.begin(protocol === "signed" ? 60_000 : 12_000);
      const [lowest = 0] = strikesOf(simulator, FRIDAY);
      const plain = `BTCUSD-27NOV26-${lowest}-C`;
      await nodeRed.deploy(flowOf(connectionTo(simulator, { protocol }), ...everyKind(plain)));
      const first = await nextRoll(nodeRed, "start", { output: "greeks-out" });
      const { to: before = "" } = first.coincall.rolled ?? {};
      assert.match(before, /^BTCUSD-27NOV26-\d+-C$/);
      const outputs = [...KINDS, TABLE, ROWS].map((id) => `${id}-out`);
      simulator.control.trade(before, { side: "buy", size: 1 });
      for (const out of outputs.slice(0, 3)) await nextRoll(nodeRed, "start", { output: out });
      for (const out of outputs.slice(4)) await nextRoll(nodeRed, "start", { output: out });
      // The frames of 2023 do not say when they were sent, so that nobody would notice.
      if (protocol === "signed") market.goTo(-1_500);
      const second = await nextRoll(nodeRed, "expiry", { output: "greeks-out" });
      const { to: after = "" } = second.coincall.rolled ?? {};
      assert.match(after, /^BTCUSD-4DEC26-\d+-C$/);
      simulator.control.trade(after, { side: "sell", size: 1 });
      for (const out of outputs.slice(0, 3)) await nextRoll(nodeRed, "expiry", { output: out });
      for (const out of outputs.slice(4)) await nextRoll(nodeRed, "expiry", { output: out });

      for (const out of outputs) {
        const [topic] = out === "table-out" || out === "rows-out" ? ["BTCUSD-W"] : [NAME];
        const rolls = assertOneAfterTheOther(told(nodeRed, topic, out));
        assert.deepEqual(
          rolls.map(({ reason, rollsAt }) => [reason, rollsAt]),
          [
            ["start", FRIDAY],
            ["expiry", FRIDAY + WEEK],
          ],
          out,
        );
        const isOfOption = topic === NAME;
        assert.deepEqual(
          rolls.map(({ to }) => to),
          isOfOption ? [before, after] : ["BTCUSD-27NOV26", "BTCUSD-4DEC26"],
        );
      }
      const table = told(nodeRed, "BTCUSD-W", "table-out").at(-1)?.payload as unknown as {
        strikes: unknown[];
      };
      assert.equal(table.strikes.length, 6);

      const { message, source } = await nodeRed.nextError("greeks");
      assert.equal(
        message,
        `${plain} has expired and is no longer watched. BTCUSD-M-${lowest}-C would have gone on by itself.`,
      );
      assert.equal(source.type, "coincall-greeks");
      assert.equal(nodeRed.catches.length, 1, JSON.stringify(nodeRed.catches));
      assert.ok(told(nodeRed, plain, "greeks-out").length > 0);

      await nodeRed.nextStatus(
        "kline",
        ({ text }) => text === `live: ${after.split("-").slice(1).join(" ")}`,
      );
      await nodeRed.nextStatus(TABLE, ({ text }) => text === "live: 4DEC26");
      await nodeRed.nextStatus("greeks", ({ text }) => text === "live, 1 of 2, 1 expired");

      nodeRed.send("greeks", { action: "list" });
      const { payload } = await nodeRed.nextMessage<Listed[]>((each) => each.topic === "subscriptions", {
        output: "greeks-out",
      });
      const [overNow, rolling] = payload;
      assert.deepEqual([overNow?.symbol, overNow?.state], [plain, "expired"]);
      assert.deepEqual(
        [rolling?.symbol, rolling?.state, rolling?.resolved, rolling?.rollsAt],
        [NAME, "live", after, FRIDAY + WEEK],
      );
      assert.ok((rolling?.since ?? 0) >= FRIDAY && (rolling?.since ?? 0) < FRIDAY + 2_000);

      const news = (nodeRed.messages("feed-out") as Message<StatusReport>[]).map((each) => each.payload);
      assert.deepEqual(
        news.filter(({ state }) => state === "expired").map(({ symbol }) => symbol),
        [plain],
      );
      const rolled = news.filter(({ state }) => state === "rolled");
      assert.deepEqual(rolled.map((each) => [each.symbol, each.rolled?.from, each.rolled?.to]).sort(), [
        ["BTCUSD-W", "BTCUSD-27NOV26", "BTCUSD-4DEC26"],
        [NAME, before, after],
      ]);
      assert.equal(subjectOf(second), after);
    });
  }
});
