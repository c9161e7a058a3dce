/**
 * What the exchange has channels for: those of the palette's table, later ones that are played too, and others of its documentation
 * that only somebody's own business would be seen in.
 *
 * Source: docs/protocol.md, "Channels".
 */

import { CHANNELS, type Channel, type ChannelRow, channelOf, type Endpoint } from "../../protocol/channels";

export type PlayedName = ChannelRow | "premiumIndex";

export interface PlayedChannel extends Omit<Channel, "name"> {
  readonly name: PlayedName;
}

export const PLAYED: Readonly<Record<PlayedName, PlayedChannel>> = {
  ...CHANNELS,
  tradesWithIds: { ...CHANNELS.tradesWithIds, name: "tradesWithIds" },
  premiumIndex: {
    name: "premiumIndex",
    dataType: "premiumIndex",
    dt: { futures: 44 },
    addressing: "symbols",
  },
};

/** Whoever subscribes is let, and hears nothing: the account places no orders, and nobody asks it for quotes. */
const SILENT: readonly Pick<Channel, "dataType" | "dt">[] = [
  { dataType: "order", dt: { options: 11, futures: 35 } },
  { dataType: "trade", dt: { options: 15, futures: 38 } },
  { dataType: "position", dt: { options: 12, futures: 36 } },
  { dataType: "positionEvent", dt: { options: 27, futures: 46 } },
  { dataType: "blockTradePublic", dt: { options: 23 } },
  { dataType: "blockTradeDetail", dt: { options: 22 } },
  { dataType: "blockTrade", dt: { options: 20 } },
  { dataType: "rfqMaker", dt: { options: 28 } },
  { dataType: "rfqTaker", dt: { options: 129 } },
  { dataType: "rfqQuote", dt: { options: 130 } },
  { dataType: "quoteReceived", dt: { options: 131 } },
];

type Wanted = { readonly dt: unknown } | { readonly dataType: unknown };

/** The channel that a client asks for by number or by name; `undefined` when the endpoint has none such. */
export function requestedChannel(endpoint: Endpoint, wanted: Wanted): PlayedChannel | "silent" | undefined {
  const played = Object.values(PLAYED).find((channel) => isWanted(channel, endpoint, wanted));
  if (played) return played;
  return SILENT.some((channel) => isWanted(channel, endpoint, wanted)) ? "silent" : undefined;
}

/** What a push is of; `undefined` for what the palette has no channel for. */
export function pushedChannel(endpoint: Endpoint, dt: number): PlayedChannel | undefined {
  const pushed = channelOf(endpoint, dt);
  return pushed && Object.values(PLAYED).find(({ dataType }) => dataType === pushed.dataType);
}

function isWanted(
  { dt, dataType, formerly }: Pick<PlayedChannel, "dt" | "dataType" | "formerly">,
  endpoint: Endpoint,
  wanted: Wanted,
): boolean {
  if (dt[endpoint] === undefined) return false;
  if ("dt" in wanted) return dt[endpoint] === wanted.dt;
  return wanted.dataType === dataType || (formerly !== undefined && wanted.dataType === formerly);
}
