/** The exchange with a market of its own. */

import { Control } from "./control/control";
import { answerControl, CONTROL_PREFIX } from "./control/control-calls";
import { MarketSource } from "./exchange/market-source";
import { Exchange, type ExchangeOptions } from "./exchange/server";
import { MarketClock } from "./market/clock";
import type { Ladder } from "./market/listing/strikes";
import { Market } from "./market/market";
import { marketCalls } from "./rest/market-calls";

export interface SimulatorOptions extends ExchangeOptions {
  /** The same seed is the same market, whenever it was started. Another market each time by default. */
  readonly seed?: number;
  /** Where the market's clock begins, ms since 1970; the machine's time by default. */
  readonly start?: number;
  /** How many strikes there are: about a thousand options of bitcoin in a `wide` one, less than half of that by default. */
  readonly ladder?: Ladder;
  /** Whether programs on this machine may drive the market over HTTP; `control` below can be used either way. */
  readonly control?: boolean;
}

export interface Simulator extends Exchange {
  readonly market: Market;
  /** Drives the market to order. */
  readonly control: Control;
}

/** @throws when the port cannot be had */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = new MarketClock(options.now ?? Date.now, options.start);
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const market = new Market(seed, clock.now(), { ladder: options.ladder ?? "narrow" });
  const source = new MarketSource(market, clock.now);
  const exchange = new Exchange(options, source, marketCalls(market));
  const control = new Control(source, exchange, clock);
  if (options.control) exchange.handle(CONTROL_PREFIX, (request) => answerControl(control, request));
  await exchange.listen(options.port ?? 0, options.host ?? "127.0.0.1");
  return Object.assign(exchange, { market, control });
}
