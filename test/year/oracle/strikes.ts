import type { Money } from "./knowledge";
import type { StrikeRule } from "./names";

/** Below the last decimal of any price or delta. */
const NOTHING = 1e-9;
const CLEARLY = 0.1;
const CLEARLY_BY_DELTA = 0.01;

/** A strike of the ladder, or the one that would be next behind either end. */
export interface Spot {
  readonly strike: number;
  readonly isThere: boolean;
}

/** The strike that a rule counts from. Source: docs/rolling-options.md, "Strike". */
export function spotOf(
  rule: StrikeRule,
  right: "C" | "P",
  ladder: readonly number[],
  money: Money | undefined,
): Spot | undefined {
  if (rule.kind === "strike") return { strike: rule.strike, isThere: ladder.includes(rule.strike) };
  if (!money) return undefined;
  if (rule.kind === "delta") return byDelta(rule.size, right, ladder, money);
  const spots = rule.kind === "money" ? ladder.map(there) : withEnds(ladder);
  return best(spots, ({ strike }) => Math.abs(strike - money.forward * shareOf(rule)));
}

/** Of two that are as near, the one with the smaller delta; of those with one delta, the one that is next to the size. */
function byDelta(size: number, right: "C" | "P", ladder: readonly number[], money: Money): Spot | undefined {
  const far = (spot: Spot) => distance(size, right, spot, ladder, money);
  const spots = ladder.map(there);
  const least = Math.min(...spots.map(far));
  const beyond = withEnds(ladder).find((spot) => !spot.isThere && far(spot) < least - NOTHING);
  if (beyond) return beyond;
  const nearest = spots.filter((spot) => far(spot) <= least + NOTHING);
  const smaller = nearest.filter(({ strike }) => sizeAt(strike, right, money) <= size);
  const isOutwards = smaller.length === 0;
  const among = isOutwards ? nearest : smaller;
  // Calls lie farther out of the money the higher they are, puts the lower.
  return isOutwards === (right === "C") ? among.at(-1) : among[0];
}

/** Whether another spot is so much the better one that it is taken, if it stays so. Source: "When it changes". */
export function isClear(
  rule: StrikeRule,
  right: "C" | "P",
  ladder: readonly number[],
  money: Money,
  held: number,
  other: Spot,
): boolean {
  if (rule.kind === "strike" || other.strike === held) return false;
  if (rule.kind === "delta") {
    const holds = distance(rule.size, right, there(held), ladder, money);
    return holds - distance(rule.size, right, other, ladder, money) > CLEARLY_BY_DELTA + NOTHING;
  }
  const way = other.strike - held;
  const past = money.forward * shareOf(rule) - (held + other.strike) / 2;
  return past * Math.sign(way) > (CLEARLY + NOTHING) * Math.abs(way);
}

/** Those that are as clear, from the held one on to the best one: the nearest to the best that is clear. */
export function clearest(
  rule: StrikeRule,
  right: "C" | "P",
  ladder: readonly number[],
  money: Money,
  held: number,
): Spot {
  const target = spotOf(rule, right, ladder, money) ?? there(held);
  if (rule.kind === "delta") return isClear(rule, right, ladder, money, held, target) ? target : there(held);
  const spots = withEnds(ladder).filter(({ strike }) => {
    const isOnTheWay = strike >= Math.min(held, target.strike) && strike <= Math.max(held, target.strike);
    return isOnTheWay && strike !== held;
  });
  const clear = spots.filter((spot) => isClear(rule, right, ladder, money, held, spot));
  return best(clear, ({ strike }) => Math.abs(strike - target.strike)) ?? there(held);
}

function shareOf(rule: StrikeRule): number {
  return rule.kind === "share" ? rule.share : 1;
}

function there(strike: number): Spot {
  return { strike, isThere: true };
}

function withEnds(ladder: readonly number[]): readonly Spot[] {
  const [first = 0, second = 0] = ladder;
  const [before = 0, last = 0] = ladder.slice(-2);
  const spots = ladder.map(there);
  if (ladder.length < 2) return spots;
  return [
    { strike: 2 * first - second, isThere: false },
    ...spots,
    { strike: 2 * last - before, isThere: false },
  ];
}

/** How far a strike's delta is from the one that is wanted; behind an end it is as far as it is to the end's neighbour. */
function distance(
  size: number,
  right: "C" | "P",
  { strike, isThere }: Spot,
  ladder: readonly number[],
  money: Money,
): number {
  if (isThere) return Math.abs(sizeAt(strike, right, money) - size);
  const [first = 0, second = 0] = ladder;
  const [before = 0, last = 0] = ladder.slice(-2);
  const [end, neighbour] = strike < first ? [first, second] : [last, before];
  return Math.abs(2 * sizeAt(end, right, money) - sizeAt(neighbour, right, money) - size);
}

function sizeAt(strike: number, right: "C" | "P", money: Money): number {
  const call = money.delta(strike);
  return right === "C" ? call : Math.round((1 - call) * 10_000) / 10_000;
}

/** Of two that are as good the lower one. */
function best(spots: readonly Spot[], far: (spot: Spot) => number): Spot | undefined {
  let found: Spot | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const spot of spots) {
    const distance = far(spot);
    if (distance >= least - NOTHING) continue;
    found = spot;
    least = distance;
  }
  return found;
}
