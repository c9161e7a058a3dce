import type { TradeSeries, TradeWish } from "./series";

/** REST is asked for the latest trades; it takes no range. */
export interface TradeQuestion {
  /** Of the hole that it is about. */
  readonly id: number;
  readonly symbol: string;
  /** Whether a live message waits for the answer: such questions go first. */
  readonly isUrgent: boolean;
  /** Whether it was asked for before something live came, which an answer must have to be of any use afterwards. */
  readonly isOpen: boolean;
}

/** What is to be asked now; `undefined` while nothing is. */
export function questionOf(
  { symbol, fill }: TradeWish,
  { hole, late }: TradeSeries,
): TradeQuestion | undefined {
  if (!fill) return undefined;
  if (hole && (hole.to !== null || !hole.isAsked)) {
    return { id: hole.id, symbol, isUrgent: hole.to !== null, isOpen: hole.to === null };
  }
  const [first] = late;
  return first && { id: first.id, symbol, isUrgent: false, isOpen: false };
}
