import type { Endpoint } from "../../src/protocol/channels";
import { PLAYED, type PlayedName } from "../../src/simulator/exchange/channels";
import { isSnapshot, Publisher } from "../../src/simulator/exchange/pushes";
import { topicsOf } from "../../src/simulator/exchange/topics";
import { FEBRUARY_2023 } from "../../src/simulator/frames/february2023";
import { PRESENT } from "../../src/simulator/frames/present";
import type { Shapes } from "../../src/simulator/frames/shapes";
import { Market } from "../../src/simulator/market/market";
import { SEED_HEARTBEAT_REPLY, SEED_PUSHES } from "../protocol/seed";

/** Real frames to begin with: those of the documentation, and a built-in exchange's in the shapes of both years, today's in every manner of figures. */
export interface Corpus {
  /** Frames of each endpoint, as text. */
  readonly frames: Readonly<Record<Endpoint, readonly string[]>>;
  /** Symbols that nodes must want so that the frames are wanted. */
  readonly option: string;
}

export const PERPETUAL = "BTCUSD";
export const SEED_OPTIONS = ["BTC-7FEB23-20500-P", "BTCUSD-6FEB23-19000-C"] as const;

const MARKET_SEED = 3;
/** Any moment will do, but always the same one: a failing case must come again. */
const MARKET_TIME = Date.UTC(2026, 10, 23, 16);
const LONGEST = 6_000;

const ANSWERS = [
  SEED_HEARTBEAT_REPLY,
  '{"c":11,"rc":0}',
  '{"c":20,"dt":5,"rc":1}',
  '{"c":20,"dt":30,"rc":0,"msg":"no such symbol"}',
  '{"action":"SUBSCRIBE","dataType":"orderBook","payload":{"symbol":"BTCUSD"},"result":"success"}',
  '{"action":"subscribe","dataType":"bsInfo","payload":{"symbol":["BTCUSD-6FEB23-19000-C"]},"result":"failed","msg":"denied"}',
  '{"msg":"too many request"}',
  "too many request",
];

export function readCorpus(): Corpus {
  const market = new Market(MARKET_SEED, MARKET_TIME);
  const option = market.venue(PERPETUAL)?.optionTrades.last?.symbol;
  if (option === undefined) throw new Error("The market has no option that was traded.");
  const framesOf = (endpoint: Endpoint) => [
    ...SEED_PUSHES.filter((push) => push.endpoint === endpoint).map(({ text }) => text),
    ...[FEBRUARY_2023, ...Object.values(PRESENT)].flatMap((shapes) =>
      simulatedFrames(market, endpoint, shapes, option),
    ),
    ...ANSWERS,
  ];
  return { frames: { options: framesOf("options"), futures: framesOf("futures") }, option };
}

function simulatedFrames(market: Market, endpoint: Endpoint, shapes: Shapes, option: string): string[] {
  const publisher = new Publisher(market);
  return Object.values(PLAYED)
    .filter(({ dt }) => dt[endpoint] !== undefined)
    .flatMap((channel) => {
      const symbol = symbolFor(channel.name, endpoint, option);
      const address = { symbols: [symbol], period: "m1", expiry: undefined, chainByOption: true };
      return topicsOf(market, endpoint, channel, address).flatMap((topic) =>
        isSnapshot(topic)
          ? [publisher.snapshot(shapes, endpoint, topic, market.time)]
          : publisher.events(shapes, endpoint, topic, 0, market.time).slice(-3),
      );
    })
    .map(shortened);
}

function symbolFor(channel: PlayedName, endpoint: Endpoint, option: string): string {
  return endpoint === "futures" || channel === "spot" ? PERPETUAL : option;
}

/** A hundred levels are no other case than five, and take twenty times as long. */
function shortened(frame: string): string {
  if (frame.length <= LONGEST) return frame;
  return frame.replaceAll(/\[((?:\{[^{}]*\},?){5})(?:\{[^{}]*\},?)+\]/g, (_all, first: string) => {
    return `[${first.replace(/,$/, "")}]`;
  });
}
