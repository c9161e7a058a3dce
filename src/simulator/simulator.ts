/** The exchange with a market of its own. */

import { Control } from "./control/control";
import { answerControl, CONTROL_PREFIX } from "./control/control-calls";
import { MarketSource } from "./exchange/market-source";
import { Exchange, type ExchangeOptions } from "./exchange/server";
import { Market } from "./market/market";
import { marketCalls } from "./rest/market-calls";

export interface SimulatorOptions extends ExchangeOptions {
  /** The same seed and the same clock give the same market. A new market each time by default. */
  readonly seed?: number;
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
  const now = options.now ?? Date.now;
  const market = new Market(options.seed ?? Math.floor(Math.random() * 2 ** 31), now());
  const source = new MarketSource(market);
  const exchange = new Exchange(options, source, marketCalls(market));
  const control = new Control(source, exchange, now);
  if (options.control) exchange.handle(CONTROL_PREFIX, (request) => answerControl(control, request));
  await exchange.listen(options.port ?? 0, options.host ?? "127.0.0.1");
  return Object.assign(exchange, { market, control });
}
