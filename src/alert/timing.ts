/**
 * A value that is older than the last one by up to this was overtaken on its way, one that is older still comes from a
 * clock that was put back; ms.
 */
export const LATEST = 60_000;

/** When a topic is looked at. */
export interface Moment {
  /** ms since 1970, by the clock of the messages. */
  readonly at: number;
  /** ms since 1970, by this machine's clock. */
  readonly now: number;
  /** Whether there was a gap before it. */
  readonly isAcross: boolean;
  /** Whether a message is the reason. */
  readonly isMessage: boolean;
}

/** How a message stands to the one that was judged last. */
export interface Timing {
  /** ms since 1970. */
  readonly at: number;
  readonly order: "next" | "late" | "putBack";
}

/**
 * @param last the time of the value that was judged last
 * @param own the message's own time; ms since 1970, as all of these
 * @param now by this machine's clock, which counts for a message without a time; such a one is never late
 */
export function timingOf(last: number | null, own: number | undefined, now: number): Timing {
  const isOwn = own !== undefined && Number.isFinite(own);
  const at = isOwn ? own : now;
  if (last === null || at >= last) return { at, order: "next" };
  if (at < last - LATEST) return { at, order: "putBack" };
  return isOwn ? { at, order: "late" } : { at: last, order: "next" };
}
