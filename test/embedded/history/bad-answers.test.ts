import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { BentExchange } from "../../support/bent-exchange";
import { connectionTo, type FlowNode, flowOf, type NodeRed, node, output, startNodeRed } from "../harness";
import { BAD_ANSWERS, type BadAnswer } from "./bad-answers";
import { assertSeries } from "./series";
import type { Told } from "./told";

const MINUTE = 60_000;
/** Of the market, whose clock is days off the machine's. */
const BEGIN = Date.UTC(2026, 10, 23, 16, 0, 30);
const MISSED = 5;

/** One of them for each answer, on connections of their own. */
interface Case extends BadAnswer {
  readonly id: string;
  readonly exchange: BentExchange;
}

function nodesOf({ id, exchange }: Case): FlowNode[] {
  const connection = { ...connectionTo(exchange), id: `${id}-connection` };
  const properties = { connection: connection.id, endpoint: "futures", symbols: "BTCUSD", fill: true };
  return [
    connection,
    node("coincall-kline", { ...properties, id, wires: [[`${id}-out`]] }),
    output(`${id}-out`),
  ];
}

describe("Candles that were missed, when REST answers", function () {
  this.timeout(60_000);
  let nodeRed: NodeRed;
  let simulator: Simulator;
  let cases: readonly Case[] = [];

  before("the line of all is cut for five minutes of the market", async () => {
    simulator = await startSimulator({ seed: 17, start: BEGIN });
    cases = await Promise.all(
      BAD_ANSWERS.map(async (bad, index) => {
        return { ...bad, id: `kline${index}`, exchange: await BentExchange.before(simulator.url, bad.bend) };
      }),
    );
    nodeRed = await startNodeRed({ version: "4.1" });
    await nodeRed.deploy(flowOf(...cases.flatMap(nodesOf)));
    for (const { id } of cases) await nextOf(id, () => true);
    simulator.control.cut();
    simulator.control.setTime(simulator.market.time + MISSED * MINUTE);
  });
  after(async () => {
    await nodeRed.stop();
    await Promise.all(cases.map(({ exchange }) => exchange.close()));
    await simulator.close();
  });

  const nextOf = (id: string, fits: (message: Told) => boolean) =>
    nodeRed.nextMessage((message) => fits(message as Told), { output: `${id}-out`, timeout: 30_000 });
  const told = (id: string) => nodeRed.messages(`${id}-out`) as Told[];
  const errorsOf = (id: string) =>
    nodeRed.catches.filter(({ code, source }) => code === "COINCALL_HISTORY" && source.id === id);
  const caseOf = (wanted: string) => cases.find(({ what }) => what === wanted) ?? assert.fail();

  for (const { what, filled, isLate } of BAD_ANSWERS) {
    it(`with ${what}: ${filled}${isLate ? ", late" : ""}`, async () => {
      const { id } = caseOf(what);
      const first = (await nextOf(
        id,
        ({ coincall }) => coincall.gap !== undefined && !coincall.filled,
      )) as Told;
      assert.equal(first.coincall.resumed, true);
      assert.equal(first.coincall.gap?.filled, isLate ? "none" : filled);
      if (isLate) {
        const last = (await nextOf(id, ({ coincall }) => coincall.gap !== undefined)) as Told;
        assert.deepEqual([last.coincall.filled, last.coincall.gap?.filled], [true, filled]);
      }
      if (filled !== "all") await nodeRed.nextError(id, ({ code }) => code === "COINCALL_HISTORY");
      assertSeries(told(id), simulator);
    });
  }

  it("in any of these ways, live data goes on, over the same link, and an error is told once", async () => {
    const { time } = simulator.market;
    const closing = time - (time % MINUTE);
    simulator.control.setTime(closing + MINUTE + 2_000);
    for (const { id, what, filled, exchange } of cases) {
      const isClosing = ({ payload }: Told) => payload.timestamp === closing && payload.closed;
      const { coincall } = (await nextOf(id, isClosing)) as Told;
      assert.deepEqual([coincall.filled, coincall.gap], [undefined, undefined], what);
      assert.equal(exchange.opened, 2, what);
      assert.equal(errorsOf(id).length, filled === "all" ? 0 : 1, what);
      assert.equal(told(id).filter(({ coincall: { resumed } }) => resumed).length, 1, what);
      assertSeries(told(id), simulator);
    }
  });
});
