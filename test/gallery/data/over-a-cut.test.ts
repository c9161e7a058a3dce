import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { type NodeRed, startNodeRed } from "../../embedded/harness";
import { BentExchange } from "../../support/bent-exchange";
import { rowsOf } from "../support/database";
import { eventually } from "../support/eventually";
import { example, fillIn } from "../support/example";
import { hasSqlite, otherPalette } from "../support/other-packages";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Of the market: the cut is over midnight, where the CSV files change. */
const BEGIN = Date.UTC(2026, 10, 25, 23, 50, 10);
/** Of the market, from one look of the exchange to the next: no candle is left out. */
const STEP = 30 * SECOND;
/** ms; longer than the exchange takes to look again. */
const LOOK = 130;
const CSV = "05 Data/1 Candles and Greeks to CSV files";
const SQLITE = "05 Data/2 Candles and Greeks to SQLite";
const EXAMPLES = hasSqlite() ? [CSV, SQLITE] : [CSV];
const SYMBOLS = ["BTCUSD", "ETHUSD"];

describe("The data of the gallery, over a cut of twenty minutes", function () {
  this.timeout(90_000);
  let simulator: Simulator;
  let line: BentExchange;
  let [cut, uncut]: NodeRed[] = [];
  /** When the last candle closed that counts, ms since 1970. */
  let end = 0;

  before("two Node-REDs watch one market, and the line of one is cut", async () => {
    simulator = await startSimulator({ seed: 23, start: BEGIN });
    line = await BentExchange.before(simulator.url);
    [cut, uncut] = await Promise.all([line, simulator].map(run));
    await subscribed();
    await goOn(3 * MINUTE);
    line.cut(Number.MAX_SAFE_INTEGER);
    await goOn(20 * MINUTE);
    line.cut();
    await subscribed();
    await goOn(2 * MINUTE);
    end = simulator.market.time - (simulator.market.time % MINUTE);
  });
  after(async () => {
    await Promise.all([cut, uncut].map((nodeRed) => nodeRed?.stop()));
    await line.close();
    await simulator.close();
  });

  async function run(exchange: Pick<Simulator, "url">): Promise<NodeRed> {
    const otherPalettes = hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [];
    const nodeRed = await startNodeRed({ version: "4.1", otherPalettes });
    await nodeRed.deploy(EXAMPLES.flatMap((name) => fillIn(example(name), { exchange })));
    return nodeRed;
  }

  /** Waits until both watch the candles; whoever was cut off tries again in seconds only. */
  async function subscribed(): Promise<void> {
    const isOfCandles = (key: string) => key.startsWith("kline");
    const wanted = 2 * EXAMPLES.length * SYMBOLS.length;
    while (simulator.subscriptions("futures").filter(isOfCandles).length < wanted) await pause(LOOK);
  }

  async function goOn(time: number): Promise<void> {
    const until = simulator.market.time + time;
    while (simulator.market.time < until) {
      simulator.control.setTime(Math.min(until, simulator.market.time + STEP));
      await pause(LOOK);
    }
  }

  /** The lines about a symbol, over all days, as they stand in the files. */
  function linesOf(nodeRed: NodeRed | undefined, symbol: string): string[] {
    const folder = join(nodeRed?.directory ?? "", "coincall");
    const files = readdirSync(folder)
      .filter((file) => file.startsWith("kline-"))
      .sort();
    const lines = files.flatMap((file) => readFileSync(join(folder, file), "utf8").trimEnd().split("\n"));
    return lines.filter((each) => each.includes(symbol));
  }

  const startsUntil = (count: number) =>
    Array.from({ length: count }, (_, index) => end - (count - index) * MINUTE);

  for (const symbol of SYMBOLS) {
    it(`is in CSV files what it is without a cut: ${symbol}`, async () => {
      const whole = await eventually(
        () => linesOf(uncut, symbol),
        (lines) => lines.at(-1)?.startsWith(String(end - MINUTE)) ?? false,
      );
      assert.deepEqual(
        whole.map((each) => Number(each.split(",")[0])),
        startsUntil(whole.length),
      );
      assert.ok(whole.length >= 24, `${whole.length} candles`);
      assert.deepEqual(
        await eventually(
          () => linesOf(cut, symbol),
          ({ length }) => length >= whole.length,
        ),
        whole,
      );
    });

    it(`is in SQLite what it is without a cut: ${symbol}`, async function () {
      if (!hasSqlite()) this.skip();
      const query = `SELECT * FROM candles WHERE symbol = '${symbol}' AND timestamp < ${end} ORDER BY timestamp`;
      const rows = (nodeRed: NodeRed | undefined) =>
        rowsOf(join(nodeRed?.directory ?? "", "coincall.sqlite"), query);
      const whole = await eventually(
        () => rows(uncut),
        ({ length }) => length >= 24,
      );
      assert.deepEqual(
        await eventually(
          () => rows(cut),
          ({ length }) => length >= whole.length,
        ),
        whole,
      );
    });
  }
});
