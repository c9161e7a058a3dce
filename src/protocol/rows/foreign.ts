import type { ChannelName } from "../channels";

/**
 * Whether a row is none of its channel's, whatever it looks like: for some weeks of 2025 the exchange's documentation
 * gave makers' quotes the number of spot prices. Source: docs/protocol.md, "Channels".
 */
export function isForeign(channel: ChannelName, row: unknown): boolean {
  return channel === "spot" && typeof row === "object" && row !== null && OF_QUOTES in row;
}

/** Whether a frame of a channel has to be read to know that. @param text in UTF-8 */
export function mayBeForeign(channel: ChannelName, text: Buffer): boolean {
  return channel === "spot" && text.includes(OF_QUOTES);
}

const OF_QUOTES = "quoteId";
