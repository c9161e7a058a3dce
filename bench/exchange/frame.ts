import type { Endpoint } from "../../src/protocol/channels";

/** The text of a push whose times are set anew each time it is sent, as a live one's are. */
export interface Frame {
  readonly endpoint: Endpoint;
  readonly bytes: Buffer;
  /** Where in the bytes the times stand. */
  readonly times: readonly number[];
}

const TIME = /"(?:ts|cts)":(\d{13})\b/g;

export function frameOf(endpoint: Endpoint, text: string): Frame {
  const bytes = Buffer.from(text, "latin1");
  const times = Array.from(text.matchAll(TIME), (match) => match.index + match[0].length - 13);
  return { endpoint, bytes, times };
}

/** A copy, since the socket may still hold the one before. `now` in ms since 1970. */
export function stamped({ bytes, times }: Frame, now: number): Buffer {
  const copy = Buffer.from(bytes);
  const digits = Buffer.from(String(now), "latin1");
  for (const place of times) digits.copy(copy, place);
  return copy;
}
