import type { CoincallError } from "../../protocol/error";

/** ms; the first pause after the exchange said that it is asked too often, and the longest. */
const PAUSE = { first: 2_000, longest: 30_000 };
/** Refusals in a row, with a minute of pauses between them, after which nobody waits any longer. */
const MOST_REFUSED = 6;
/** Calls in a row that nobody answered, after which the others are not made. */
const MOST_UNANSWERED = 10;

/** How the exchange has taken its questions about the past of late. Moments are ms of a clock that never goes back. */
export interface Pace {
  /** Nothing is asked before. */
  readonly pausedUntil: number;
  /** In a row. */
  readonly refused: number;
  /** In a row. */
  readonly unanswered: number;
}

export const FRESH: Pace = { pausedUntil: Number.NEGATIVE_INFINITY, refused: 0, unanswered: 0 };

/** What became of a call. */
export type Reception = "answered" | "refused" | "unanswered";

/**
 * Whether the exchange was asked too often, could not be asked, or said something else.
 *
 * Source: docs/protocol.md, "REST (public, no signature)": too many calls are HTTP 429, or HTTP 200 with such a code.
 */
export function receptionOf({ reason, values }: CoincallError): Reception {
  if (reason === "askStatus") return values.status === 429 ? "refused" : "unanswered";
  if (reason !== "askError" && reason !== "askErrorBecause") return "unanswered";
  return values.number === "10000" || values.number === "10605" ? "refused" : "answered";
}

/** What is asked next, and when, after a call went like this. */
export function paceAfter(pace: Pace, reception: Reception, now: number): Pace {
  switch (reception) {
    case "answered":
      // It may have been sent before the one that was refused.
      return now < pace.pausedUntil ? pace : FRESH;
    case "unanswered":
      return { ...pace, unanswered: pace.unanswered + 1 };
    case "refused": {
      // Several that were under way together were refused for one reason.
      if (now < pace.pausedUntil) return pace;
      const pause = Math.min(PAUSE.longest, PAUSE.first * 2 ** pace.refused);
      return { ...pace, refused: pace.refused + 1, pausedUntil: now + pause };
    }
  }
}

/** Whether it is of no use to ask any more. */
export function isHopeless({ refused, unanswered }: Pace): boolean {
  return refused >= MOST_REFUSED || unanswered >= MOST_UNANSWERED;
}
