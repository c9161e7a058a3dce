import fc from "fast-check";
import type { Endpoint } from "../../src/protocol/channels";
import { heldBytes } from "../support/heap";
import { ALERTS, passOn } from "./alerts";
import type { Setting } from "./bench";
import { readCorpus } from "./corpus";
import { anyFlood } from "./floods";
import { Palette } from "./palette";
import { Wire } from "./wire";

const OPTION = "BTCUSD-27DEC30-100000-C";
const PERPETUAL = "BTCUSD";
const CONNECTION = "connection";
const CHANNELS = ["kline", "order-book", "trades", "option-chain", "greeks", "balance", "spot"];
const AN_HOUR = 3_600_000;
/** Frames of a stream. */
export const FRAMES = 10_000;
/** Bytes that it may leave. */
export const MOST_LEFT = 32 * 2 ** 20;
/** Frames that are sent before anybody looks whether they have been read. */
const PORTION = 100;
/** Frames after which everything is compiled, and every node has had something of everything. */
const WARM_UP = 500;

/**
 * What a stream of frames leaves in memory: bytes more than before, in a flow with each node of the palette that sends
 * all, one that lets the newest wait for an hour, tables, and alerts behind them.
 */
export async function memoryLeftBy(frames: number, seed: number, setting: Setting): Promise<number> {
  const wire = new Wire();
  await wire.listen();
  const palette: Palette = new Palette({
    sent: (node, message) => passOn(palette, node, message),
    shown: () => {},
  });
  try {
    palette.deploy(flow(wire.url, setting));
    await wire.connected();
    await pour(wire, WARM_UP, seed);
    const before = heldBytes();
    await pour(wire, frames, seed + 1);
    return heldBytes() - before;
  } finally {
    palette.close();
    await wire.close();
  }
}

async function pour(wire: Wire, frames: number, seed: number): Promise<void> {
  const corpus = readCorpus();
  for (let sent = 0; sent < frames; sent += PORTION) {
    const endpoint: Endpoint = (sent / PORTION) % 4 === 3 ? "futures" : "options";
    const portion = { numRuns: Math.min(PORTION, frames - sent), seed: seed * 1_000 + sent };
    const survived = await wire.deliver(endpoint, fc.sample(anyFlood(corpus.frames[endpoint]), portion));
    if (!survived) throw new Error("The link was lost.");
  }
}

function flow(url: string, { protocol, numbers }: Setting) {
  const credentials = { apiKey: "7Qx+fuzz/KEY0123456789=", apiSecret: "s3cr3t+fuzz/0123456789=" };
  const connection = {
    id: CONNECTION,
    type: "coincall-connection",
    environment: "custom",
    url,
    protocol,
    credentials,
  };
  const status = { id: "status", type: "coincall-status", connection: CONNECTION };
  return [connection, status, ...CHANNELS.flatMap((channel) => nodes(channel, numbers)), ...ALERTS];
}

function nodes(channel: string, numbers: Setting["numbers"]) {
  const endpoint = channel === "spot" ? "futures" : "options";
  const symbols = channel === "trades" || channel === "spot" ? PERPETUAL : OPTION;
  const common = { type: `coincall-${channel}`, connection: CONNECTION, endpoint, symbols };
  return [
    { ...common, id: `${channel} every`, includeRaw: true, numbers: "number" },
    { ...common, id: `${channel} table`, output: "table", candles: "closed", numbers },
    { ...common, id: `${channel} latest`, emit: "latest", interval: AN_HOUR, numbers: "number" },
    { ...common, id: `${channel} raw`, emit: "latest", interval: AN_HOUR, includeRaw: true, numbers },
  ];
}
