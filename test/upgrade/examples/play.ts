import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { type FlowNode, type NodeRed, ROOT, startNodeRed, type Version } from "../../embedded/harness";
import { type FilledIn, fillIn } from "../../gallery/support/example";
import { withStandIns } from "./stand-ins";
import { type ExamplesAct, Told } from "./told";

interface Script {
  readonly exchange: Simulator;
  readonly nodeRed: NodeRed;
  readonly flow: readonly FlowNode[];
}

export interface Options {
  readonly version: Version;
  /** The palette's folder; this one's by default. */
  readonly palette?: string;
  /** What to wait for; without it, each act takes as long as a recording does. */
  readonly expected?: readonly ExamplesAct[];
}

/** ms */
const RECORDING = 9_000;
/** ms in which an act has to tell what is expected; it ends as soon as it has. */
const PATIENCE = 30_000;
/** The same once an act has not. */
const PATIENCE_LOST = 5_000;
const MINUTE = 60_000;

const URL = "http://127.0.0.1:9/";
const CALM = { price: 85_000, volatility: 0.5, marginUse: 0.3 };

/** What a user fills in, and durations that a test does not wait for. */
const FILLED_IN: Readonly<Record<string, FilledIn>> = {
  "02 Alerts/1 A price crosses a level, to Slack": { settings: { url: URL } },
  "02 Alerts/2 A big trade, by e-mail": {
    settings: { minimum: 1_000_000, to: "you@example.com", from: "me@example.com" },
  },
  "02 Alerts/3 Volatility moves, to Telegram": { settings: { url: URL, chat: "1" } },
  "02 Alerts/4 Margin use, with quiet hours": {
    settings: { url: URL, quietFrom: "00:00", quietTo: "00:00" },
  },
  "02 Alerts/5 The feed is down": {
    settings: { url: URL, seconds: 2 },
    nodes: { "every 10 seconds": { repeat: "0.2" }, "coincall-spot": { overdue: 3 } },
  },
  "04 Home/2 A lamp with the colour of the day": { settings: { url: URL } },
  "04 Home/3 A spoken alert": { settings: { url: URL } },
  "05 Data/3 Prices and candles to InfluxDB": {
    settings: { url: URL },
    // Of two symbols, a batch has the topic of the one that came last.
    nodes: {
      "ten seconds' lines": { timeout: "0.2" },
      "coincall-spot": { symbols: "BTCUSD" },
      "coincall-kline": { symbols: "BTCUSD" },
    },
  },
  "05 Data/4 A daily summary": { settings: { url: URL } },
};

/** What a broker brings, by the node that waits for it. */
const OVER_MQTT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "Home Assistant starts": { topic: "homeassistant/status", payload: "online" },
  prices: {
    topic: "coincall/spot/BTCUSD",
    payload: { symbol: "BTCUSD", price: 80_000, environment: "simulator" },
  },
  "all feeders": { topic: "coincall/feeders/a", payload: "online" },
};

/** Goes on with the simulator that is built in, as all of them are imported. */
const BUILT_IN = "01 Getting started/1 Prices";

const ACTS: readonly (readonly [name: string, begin: (script: Script) => void])[] = [
  ["they start", () => {}],
  ["it is time for what they do again and again", pressing((inject) => inject.repeat !== "")],
  ["a minute ends", ({ exchange }) => exchange.control.setTime(exchange.market.time + MINUTE)],
  ["the price falls", ({ exchange }) => exchange.control.setPrice("BTCUSD", 75_000)],
  ["the price rises", ({ exchange }) => exchange.control.setPrice("BTCUSD", 90_000)],
  ["a trade is big", ({ exchange }) => exchange.control.trade("BTCUSD", { side: "buy", size: 50 })],
  ["volatility rises", ({ exchange }) => exchange.control.setVolatility("BTCUSD", 1)],
  ["the margin is in use", ({ exchange }) => exchange.control.setMarginUse(0.9)],
  ["the market is silent", ({ exchange }) => exchange.control.silence("BTCUSD", 6_000)],
  ["messages come over MQTT", sendingOverMqtt],
  ["buttons are pressed", pressing((inject) => inject.repeat === "")],
  ["the exchange is cut off", ({ exchange }) => exchange.control.cut({ for: 4_000 })],
];

/** Plays what happens to a market with all examples of a version at once, in one Node-RED. @param folder where they are */
export async function playExamples(folder: string, options: Options): Promise<ExamplesAct[]> {
  const { version, palette = ROOT, expected } = options;
  const exchange = await startSimulator({ seed: 7 });
  exchange.control.setPrice("BTCUSD", CALM.price);
  exchange.control.setVolatility("BTCUSD", CALM.volatility);
  exchange.control.setMarginUse(CALM.marginUse);
  const flow = examplesIn(folder).flatMap(([name, nodes]) =>
    withStandIns(name, name === BUILT_IN ? nodes : fillIn(nodes, { exchange, ...FILLED_IN[name] })),
  );
  const nodeRed = await startNodeRed({ version, palette });
  try {
    await nodeRed.deploy(flow);
    return await acts({ exchange, nodeRed, flow }, expected);
  } finally {
    await nodeRed.stop();
    await exchange.close();
  }
}

function examplesIn(folder: string): [name: string, flow: FlowNode[]][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .toSorted()
    .map((file) => [file.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, file), "utf8"))]);
}

async function acts(script: Script, expected: readonly ExamplesAct[] | undefined): Promise<ExamplesAct[]> {
  const seen = new Told(script.nodeRed);
  const played: ExamplesAct[] = [];
  let patience = expected ? PATIENCE : RECORDING;
  for (const [index, [name, begin]] of ACTS.entries()) {
    begin(script);
    const isOver = await over(seen, expected?.[index], patience);
    if (!isOver) patience = PATIENCE_LOST;
    played.push({ name, told: seen.newOnes() });
  }
  return played;
}

/** @param patience ms @returns whether all was told that is expected; a recording expects nothing */
async function over(seen: Told, expected: ExamplesAct | undefined, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    seen.look();
    if (expected && seen.hold(expected)) return true;
    await pause(50);
  }
  return expected === undefined;
}

function sendingOverMqtt({ nodeRed, flow }: Script): void {
  for (const { id, name, type } of flow) {
    const message = type === "function" ? OVER_MQTT[String(name)] : undefined;
    if (message) nodeRed.send(id, message);
  }
}

/** In the order in which they stand. */
function pressing(isMeant: (inject: FlowNode) => boolean): (script: Script) => void {
  return ({ nodeRed, flow }) => {
    for (const inject of flow.filter(({ type }) => type === "inject").filter(isMeant))
      nodeRed.send(inject.id, {});
  };
}
