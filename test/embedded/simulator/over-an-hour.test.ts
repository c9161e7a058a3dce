import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import {
  describeOnEach,
  type FlowNode,
  flowOf,
  type Message,
  type NodeRed,
  node,
  output,
  startNodeRed,
} from "../harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../harness/user-directory";
import { ROOT } from "../harness/versions";

const SEED = 15;
const MINUTE = 60_000;
/** Of the market, ms since 1970: a Wednesday afternoon. */
const BEGIN = Date.UTC(2026, 10, 25, 14);
const EXPIRY = Date.UTC(2026, 11, 25, 8);
/** Node-RED is started, and three times again. */
const STARTS = [0, 20, 40, 60].map((minutes) => BEGIN + minutes * MINUTE);
const CHANNELS = ["spot", "kline", "orderBook", "trades", "optionChain", "greeks", "balance"];

interface Candle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
}

interface Spot {
  readonly price: number;
  readonly timestamp: number;
}

/** The prices that a chart has drawn of one run. */
type Run = readonly Spot[];

function flowAround(option: string): FlowNode[] {
  return [
    ...flowOf(
      node("coincall-spot", { symbols: "BTCUSD" }),
      node("coincall-kline", { endpoint: "futures", symbols: "BTCUSD" }),
      node("coincall-order-book", { endpoint: "futures", symbols: "BTCUSD" }),
      node("coincall-trades", { endpoint: "futures", symbols: "BTCUSD" }),
      node("coincall-option-chain", { symbols: option }),
      node("coincall-greeks", { symbols: option }),
      node("coincall-balance"),
      node("coincall-status", { id: "feed-status", wires: [["reports"]] }),
    ),
    output("reports"),
  ];
}

/** In the middle of what is listed for an expiry. */
function listedOption({ market }: Simulator): string {
  const strikes = market.venue("BTCUSD")?.listing.strikes(EXPIRY) ?? [];
  return `BTCUSD-25DEC26-${strikes[Math.floor(strikes.length / 2)]}-C`;
}

/** The hour and its minute candles, as the last process knows them. */
async function candlesOf({ url }: Simulator): Promise<readonly Candle[]> {
  const [start, end] = [BEGIN - 2 * MINUTE, (STARTS.at(-1) ?? BEGIN) + MINUTE];
  const path = `/open/futures/market/kline/history/v2/BTCUSD?period=m1&start=${start}&end=${end}&limit=100`;
  const answer = await fetch(url.replace("ws:", "http:") + path);
  const { data } = (await answer.json()) as { data: Candle[] };
  return data.map(({ time, open, high, low }) => ({
    time: Number(time),
    open: Number(open),
    high: Number(high),
    low: Number(low),
  }));
}

/** Of a price that was told in a minute: the last trade before it may have been in the minute before. */
function isOn(candles: readonly Candle[], { price, timestamp }: Spot): boolean {
  const about = candles.filter(({ time }) => timestamp >= time && timestamp < time + 2 * MINUTE);
  return (
    price >= Math.min(...about.map(({ low }) => low)) && price <= Math.max(...about.map(({ high }) => high))
  );
}

describeOnEach("A flow of every node on a market that goes on", function (version) {
  this.timeout(180_000);
  const userDirectory = createUserDirectory();
  const simulators: Simulator[] = [];
  const runs: Run[] = [];
  const opens = new Map<number, number>();
  let candles: readonly Candle[] = [];

  before("Node-RED is started and stopped, and three times again, within an hour of the market", async () => {
    linkPalette(userDirectory, ROOT);
    let option: string | undefined;
    for (const start of STARTS) {
      // A process has a market of its own, as the built-in one is in each.
      const simulator = await startSimulator({ seed: SEED, start });
      simulators.push(simulator);
      option ??= listedOption(simulator);
      const nodeRed = await startNodeRed({
        version,
        userDirectory,
        flows: flowAround(option),
        settings: { coincallSimulator: simulator.url },
      });
      try {
        const first = await look(nodeRed);
        await nodeRed.nextMessage(undefined, { output: "reports" });
        simulator.control.setTime(start + 20 * MINUTE - 1_000);
        nodeRed.forget();
        runs.push([first, await look(nodeRed, start + 19 * MINUTE)]);
      } finally {
        await nodeRed.stop();
      }
      assert.deepEqual(nodeRed.catches, []);
    }
    const last = simulators.at(-1);
    assert.ok(last);
    candles = await candlesOf(last);
  });
  after(async () => {
    for (const simulator of simulators) await simulator.close();
    removeUserDirectory(userDirectory);
  });

  /** Something of every node. @returns the price, as of `since` or later */
  async function look(nodeRed: NodeRed, since = 0): Promise<Spot> {
    const [spot] = await Promise.all(
      CHANNELS.map((channel) =>
        nodeRed.nextMessage<Spot>(
          ({ coincall, payload }) =>
            coincall.channel === channel && (channel !== "spot" || payload.timestamp >= since),
          { timeout: 30_000 },
        ),
      ),
    );
    assert.ok(spot);
    for (const { payload } of (nodeRed.messages() as Message<{ timestamp: number; open: number }>[]).filter(
      ({ coincall }) => coincall.channel === "kline",
    ))
      opens.set(payload.timestamp, payload.open);
    return spot.payload;
  }

  it("makes no chart with a cliff where Node-RED was started again: none larger than the market's own minute", () => {
    const largest = Math.max(...candles.map(({ high, low }) => high - low));
    for (const [index, run] of runs.slice(1).entries()) {
      const [before, after] = [runs[index]?.at(-1), run[0]];
      assert.ok(before && after);
      const step = Math.abs(after.price - before.price);
      assert.ok(step <= largest, `${before.price}, then ${after.price}, with ${largest} in a minute at most`);
    }
  });

  it("draws what the last process tells of the past: prices and the candles' beginnings", () => {
    for (const spot of runs.flat().filter(({ timestamp }) => timestamp < (STARTS.at(-1) ?? 0)))
      assert.ok(isOn(candles, spot), `${spot.price} at ${new Date(spot.timestamp).toISOString()}`);
    const known = candles.filter(({ time }) => opens.has(time));
    assert.ok(known.length >= STARTS.length, `${known.length} candles`);
    for (const { time, open } of known) assert.equal(opens.get(time), open, new Date(time).toISOString());
  });
});
