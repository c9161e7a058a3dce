/** Frames made before anything is measured, each different from the next, sent one after the other again and again. */
import type { Figures } from "../../src/simulator/frames/figures";
import { PRESENT } from "../../src/simulator/frames/present";
import type { OptionInstrument } from "../../src/simulator/market/listing/instruments";
import { Market, type Venue } from "../../src/simulator/market/market";
import { type ChainRowView, chainView, optionView } from "../../src/simulator/market/views";
import { type Frame, frameOf } from "./frame";
import { expiryAfter, optionNames, UNDERLYING } from "./names";

export type Ring =
  /** Of one option after the other, of so many. */
  | { readonly of: "greeks"; readonly symbols: number }
  | { readonly of: "orderBook" }
  /** One trade a frame, of one option after the other, of so many. */
  | { readonly of: "trades"; readonly symbols: number }
  | { readonly of: "optionChain" }
  /** Of 100 frames one chain of each expiry, and Greeks of the dearest options of each, so many of them together. */
  | { readonly of: "followed"; readonly symbols: number; readonly expiries: number }
  /** Books in the words of another exchange, as long as ours. */
  | { readonly of: "bybit" }
  /** Of 100 frames one chain, 19 books, and Greeks of a hundred options. */
  | { readonly of: "mixed" };

/** How the figures of each kind of frame are written. */
export type Manner = Readonly<Record<"greeks" | "orderBook" | "optionChain", Figures>>;

export const AS_TODAY: Manner = { greeks: "today", orderBook: "today", optionChain: "today" };

/** What frames are made of. */
interface Makings {
  readonly market: Market;
  readonly venue: Venue;
  readonly manner: Manner;
}

const SEED = 1;
/** ms of the market from one frame to the next. */
const STEP = 100;
export const CHAIN_ROWS = 200;
const FRAMES = 400;
/** Each takes a while to make. */
const CHAIN_FRAMES = 40;
/** Frames that show the same moment of the market, each another option. */
const GREEKS_AT_ONCE = 25;
/** However many symbols there are: so many different frames of Greeks cost a receiver as much in every ring. */
const GREEKS_FRAMES = 10_000;
export const MIXED_SYMBOLS = 100;
const BYBIT_SYMBOL = "BTCUSDT";

export function makeRing(ring: Ring, manner: Manner): Frame[] {
  const market = new Market(SEED, Date.now());
  const venue = market.venue(UNDERLYING);
  if (!venue) throw new Error(`The simulator does not list ${UNDERLYING}.`);
  const make = maker(ring, { market, venue, manner });
  return Array.from({ length: lengthOf(ring) }, (_, index) => {
    if (ring.of !== "greeks" || index % GREEKS_AT_ONCE === 0) market.advance(market.time + STEP);
    return make(index);
  });
}

function lengthOf({ of }: Ring): number {
  if (of === "greeks") return GREEKS_FRAMES;
  return of === "optionChain" ? CHAIN_FRAMES : FRAMES;
}

function maker(ring: Ring, makings: Makings): (index: number) => Frame {
  switch (ring.of) {
    case "greeks":
      return greeksMaker(makings, optionNames(ring.symbols));
    case "orderBook":
      return () => bookFrame(makings);
    case "optionChain":
      return () => chainFrame(makings);
    case "trades":
      return tradeMaker(makings, optionNames(ring.symbols));
    case "followed":
      return followedMaker(ring, makings);
    case "bybit":
      return (index) => bybitFrame(makings, index);
    case "mixed":
      return mixedMaker(makings);
  }
}

function mixedMaker(makings: Makings): (index: number) => Frame {
  const greeks = greeksMaker(makings, optionNames(MIXED_SYMBOLS));
  let options = 0;
  return (index) => {
    if (index % 100 === 0) return chainFrame(makings);
    if (index % 5 === 0) return bookFrame(makings);
    options += 1;
    return greeks(options);
  };
}

/** Frames of which one of each expiry is a chain. */
export const FOLLOWED_CYCLE = 100;

/** The options at the end of a ladder that is far below the money, where a rule such as `ATM-3` finds them. */
export function followedNames(symbols: number, expiries: number): string[] {
  const each = symbols / expiries;
  return Array.from({ length: expiries }, (_, days) =>
    optionNames(CHAIN_ROWS, expiryAfter(days)).slice(-each),
  ).flat();
}

function followedMaker(
  { symbols, expiries }: Extract<Ring, { of: "followed" }>,
  makings: Makings,
): (index: number) => Frame {
  const greeks = greeksMaker(makings, followedNames(symbols, expiries));
  let options = 0;
  return (index) => {
    const place = index % FOLLOWED_CYCLE;
    if (place < expiries) return chainFrame(makings, expiryAfter(place));
    options += 1;
    return greeks(options);
  };
}

function greeksMaker({ market, venue, manner }: Makings, names: readonly string[]): (index: number) => Frame {
  const options = listed(venue);
  const shapes = PRESENT[manner.greeks];
  return (index) => {
    const option = options[index % options.length] as OptionInstrument;
    const name = names[index % names.length] as string;
    const payload = shapes.greeks(name, optionView(market, option));
    return frameOf("options", shapes.frame("options", "greeks", payload, market.time));
  };
}

/** None is like another: a receiver takes trades that are alike for one that was sent twice. */
function tradeMaker({ market, venue }: Makings, names: readonly string[]): (index: number) => Frame {
  const [option] = listed(venue);
  if (!option) throw new Error("The simulator lists no options.");
  const { contract } = option;
  return (index) => {
    const symbol = names[index % names.length] as string;
    const time = market.time;
    const trade = { sequence: index, symbol, price: 100 + (index % 37), size: 0.01 * (index + 1), time };
    const payload = PRESENT.today.trades(symbol, contract, [
      { ...trade, side: index % 2 === 0 ? "buy" : "sell" },
    ]);
    return frameOf("options", PRESENT.today.frame("options", "trades", payload, time));
  };
}

function listed({ listing }: Venue): OptionInstrument[] {
  return listing.expiries.flatMap((expiry) => listing.chain(expiry));
}

function bookFrame({ market, venue: { perpetual }, manner }: Makings): Frame {
  const shapes = PRESENT[manner.orderBook];
  const payload = shapes.orderBook(UNDERLYING, perpetual, market.book(perpetual), market.time);
  return frameOf("futures", shapes.frame("futures", "orderBook", payload, market.time));
}

/** The market's expiries hold fewer rows, so rows of several are listed as of one. */
function chainFrame({ market, venue, manner }: Makings, expiry?: number): Frame {
  const shapes = PRESENT[manner.optionChain];
  const names = optionNames(CHAIN_ROWS, expiry);
  const rows = chainView(market, venue)
    .slice(0, CHAIN_ROWS)
    .map((row, index): ChainRowView => ({ ...row, symbol: names[index] as string }));
  if (rows.length < CHAIN_ROWS) throw new Error(`The simulator lists only ${rows.length} options.`);
  return frameOf("options", shapes.frame("options", "optionChain", shapes.optionChain(rows), market.time));
}

/** A snapshot with as many levels as make it as long as our book of 100. */
function bybitFrame(makings: Makings, index: number): Frame {
  const { market, venue } = makings;
  const length = bookFrame(makings).bytes.length;
  const { bids, asks } = market.book(venue.perpetual, 500);
  const level = ({ price, size }: { price: number; size: number }) => [price.toFixed(2), size.toFixed(3)];
  const text = (depth: number) =>
    JSON.stringify({
      topic: `orderbook.200.${BYBIT_SYMBOL}`,
      type: "snapshot",
      ts: market.time,
      data: {
        s: BYBIT_SYMBOL,
        b: bids.slice(0, depth).map(level),
        a: asks.slice(0, depth).map(level),
        u: 1_000_000 + index,
        seq: 77_000_000 + index,
      },
      cts: market.time,
    });
  const perLevel = text(101).length - text(100).length;
  return frameOf("futures", text(Math.round(100 + (length - text(100).length) / perLevel)));
}
