/** The highest and the lowest price at which a perpetual traded, without looking at each of its trades. */

import { priceOf } from "../listing/specifications";
import type { PerpetualTerms } from "../listing/terms";
import { HEDGE_COST, quote } from "../pricing/pricing";
import type { Schedule } from "./pace/schedule";

/** ms of a stretch whose trades, if any, are looked at one by one. */
const FEW_TRADES = 1_024;

/**
 * @param to inclusive, ms since 1970
 * @param known a price that was traded
 */
export function highestPrice(
  perpetual: PerpetualTerms,
  schedule: Schedule,
  from: number,
  to: number,
  known: number,
): number {
  const tick = priceOf(perpetual.contract, 1);
  let best = known;
  search(perpetual, schedule, from, to, 1, {
    // A buyer pays the ask, which is rounded up.
    canBeat: (mark) => mark * (1 + HEDGE_COST * perpetual.underlying.liquidity.widestSpread) + tick > best,
    see: (price) => {
      best = Math.max(best, price);
    },
  });
  return best;
}

/** As `highestPrice`. */
export function lowestPrice(
  perpetual: PerpetualTerms,
  schedule: Schedule,
  from: number,
  to: number,
  known: number,
): number {
  const tick = priceOf(perpetual.contract, 1);
  let best = known;
  search(perpetual, schedule, from, to, -1, {
    canBeat: (mark) => mark * (1 - HEDGE_COST * perpetual.underlying.liquidity.widestSpread) - tick < best,
    see: (price) => {
      best = Math.min(best, price);
    },
  });
  return best;
}

interface Search {
  /** @param mark the best mark price that a stretch may have, USD */
  readonly canBeat: (mark: number) => boolean;
  readonly see: (price: number) => void;
}

function search(
  perpetual: PerpetualTerms,
  schedule: Schedule,
  from: number,
  to: number,
  sign: 1 | -1,
  { canBeat, see }: Search,
): void {
  const { underlying } = perpetual;
  const look = (time: number, isBuy: boolean) => see(priceAt(perpetual, time, isBuy));
  for (const stretch of underlying.shifts(from, to + 1)) {
    underlying.price.walk(stretch.from, stretch.to, sign, (start, end, low, high) => {
      if (!canBeat(Math.exp(stretch.value + (sign > 0 ? high : low)))) return false;
      if (end - start > FEW_TRADES) return true;
      const [first, last] = [Math.max(start, stretch.from), Math.min(end, stretch.to)];
      for (let minute = schedule.startOf(first); minute < last; minute += schedule.length) {
        schedule.glance(minute, first, last, look);
      }
      return false;
    });
  }
}

function priceAt(perpetual: PerpetualTerms, time: number, isBuy: boolean): number {
  const { bid, ask } = quote(perpetual, time);
  return priceOf(perpetual.contract, (isBuy ? ask : bid) ?? 1);
}
