/**
 * The table of channels: one row a kind of data. Everything else that depends on the channel is generic.
 *
 * Source: docs/protocol.md, "Channels". The same kind of data has another `dt` on each endpoint, so frames are
 * routed on the pair of them.
 */

export type Endpoint = "options" | "futures";

export type ChannelName = "kline" | "orderBook" | "trades" | "optionChain" | "greeks" | "balance" | "spot";

/** What a subscription names: a list of symbols, one symbol and a period, a chain's underlying and expiry, or nothing. */
export type Addressing = "symbols" | "period" | "chain" | "account";

/** What the table has a row of: of trades the exchange has two channels, and messages call both the same. */
export type ChannelRow = ChannelName | "tradesWithIds";

export interface Channel {
  /** As messages have it. */
  readonly name: ChannelName;
  /** The name in the `signed` dialect, and of no other channel. */
  readonly dataType: string;
  /** How earlier editions of the documentation spell that name. */
  readonly formerly?: string;
  /** The number to subscribe with, by endpoint. */
  readonly dt: Readonly<Partial<Record<Endpoint, number>>>;
  /** Numbers that pushes were documented with, beside the one subscribed with. */
  readonly pushedAs?: Readonly<Partial<Record<Endpoint, readonly number[]>>>;
  readonly addressing: Addressing;
  /** Endpoints on which a request names one symbol, where other channels of the kind take a list. */
  readonly oneSymbolOn?: readonly Endpoint[];
}

export const CHANNELS: Readonly<Record<ChannelRow, Channel>> = {
  spot: { name: "spot", dataType: "spotPrice", dt: { options: 30, futures: 30 }, addressing: "symbols" },
  kline: { name: "kline", dataType: "kline", dt: { options: 2, futures: 31 }, addressing: "period" },
  orderBook: {
    name: "orderBook",
    dataType: "orderBook",
    dt: { options: 5, futures: 32 },
    // The exchange's page subscribes to an option's book with 5 and shows the push with 32.
    pushedAs: { options: [32] },
    addressing: "symbols",
  },
  trades: { name: "trades", dataType: "lastTrade", dt: { options: 6, futures: 33 }, addressing: "symbols" },
  tradesWithIds: {
    name: "trades",
    dataType: "lastTradeV2",
    formerly: "lasttradeV2",
    dt: { options: 24, futures: 43 },
    addressing: "symbols",
    oneSymbolOn: ["options"],
  },
  optionChain: { name: "optionChain", dataType: "tOption", dt: { options: 4 }, addressing: "chain" },
  greeks: { name: "greeks", dataType: "bsInfo", dt: { options: 3 }, addressing: "symbols" },
  balance: { name: "balance", dataType: "accountBalance", dt: { options: 7 }, addressing: "account" },
};

/** How often candles close, in the exchange's words. */
export const PERIODS = ["m1", "m5", "m15", "m30", "h1", "h4", "d1", "w1", "mn1", "quarter"] as const;

export type Period = (typeof PERIODS)[number];

/** Symbols in one request of the `signed` dialect, at most. */
export const SYMBOLS_PER_REQUEST = 100;

/** Requests a second on one connection, at most: subscriptions, heartbeats and invalid frames count. */
export const REQUESTS_PER_SECOND = 100;

/** Whether the exchange means this channel with a name of the `signed` dialect, in whichever edition's spelling. */
export function isNamed({ dataType, formerly }: Channel, name: string): boolean {
  return name === dataType || name === formerly;
}

/** The channel of a push frame, or `undefined` for one that this palette does not know. */
export function channelOf(endpoint: Endpoint, dt: number): Channel | undefined {
  return ROUTES[endpoint].get(dt);
}

const ROUTES: Readonly<Record<Endpoint, ReadonlyMap<number, Channel>>> = {
  options: routesOf("options"),
  futures: routesOf("futures"),
};

function routesOf(endpoint: Endpoint): ReadonlyMap<number, Channel> {
  const routes = new Map<number, Channel>();
  for (const channel of Object.values(CHANNELS)) {
    const subscribed = channel.dt[endpoint];
    if (subscribed !== undefined) routes.set(subscribed, channel);
    for (const dt of channel.pushedAs?.[endpoint] ?? []) routes.set(dt, channel);
  }
  return routes;
}
