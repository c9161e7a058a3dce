import type { RawTrade } from "../../protocol/decode";
import { type AnsweredTrades, tradeTime } from "../answers/trade-rows";
import type { Filled, Gap } from "../told";
import { countsOf, type Naming, namingOf, takeFrom } from "./identity";
import { type Known, newestOf, withTold } from "./known";

/** Trades that may have been missed. Times are ms since 1970, by the exchange's clock. */
export interface TradeHole {
  /** By which an answer finds it again. */
  readonly id: number;
  /** From when on something may be missing. */
  readonly since: number;
  /** What was told before what is missing still. */
  readonly known: Known;
  /** What came live since. */
  readonly live: readonly RawTrade[];
  /** When the newest of the first live ones was: those after it are live; `null` while none has come. */
  readonly to: number | null;
  /** When these came. */
  readonly liveAt: number | null;
  /** Trades of it that were told. */
  readonly told: number;
  /** Whether there may be some that can't be had, or that can't be told apart from others. */
  readonly isPart: boolean;
  /** Whether REST told all that it has to what came live. */
  readonly isAnswered: boolean;
  /** Whether REST was asked before something live came. */
  readonly isAsked: boolean;
}

export interface TradeFilling {
  readonly hole: TradeHole;
  /** Oldest first. */
  readonly told: readonly RawTrade[];
}

/**
 * What of an answer is told, and what is known of the hole then. Trades have no numbers: that none is missing in between
 * shows only by those that must be there.
 *
 * @returns `undefined` for an answer that has nothing of what was told in its time
 */
export function fill(hole: TradeHole, { trades, isWhole }: AnsweredTrades): TradeFilling | undefined {
  const { known, live, to, since } = hole;
  const { name, isById } = namingOf(trades, known.trades, live);
  const there = countsOf(trades, name);
  const knownInTime = inTimeOf(trades, known.trades);
  const found = foundOf(knownInTime, there, name);
  if (found === "none") return undefined;
  const newest = newestOf(known);
  const wanted = trades.filter((trade) => isWithin(tradeTime(trade), known.from, newest, to));
  const told = newOf(wanted, [...known.trades, ...live], name, isById);
  const isAlike = !isById && told.some((trade) => (there.get(name(trade)) ?? 0) > 1);
  // Together with those that were told: one can be like another that is live.
  const isMet = to === null || foundOf([...knownInTime, ...upTo(live, to)], there, name) === "all";
  const isKnownWhole = known.from < newest || known.trades.length === 0;
  const reaches = isKnownWhole && trades.some((trade) => tradeTime(trade) < newest);
  return {
    hole: {
      ...hole,
      since: Math.min(since, ...told.slice(0, 1).map(tradeTime)),
      known: withTold(known, told),
      told: hole.told + told.length,
      isPart: hole.isPart || !(isWhole && found === "all" && isMet && reaches) || isAlike,
      isAnswered: to !== null,
      isAsked: true,
    },
    told,
  };
}

export function gapOf({ since, to, liveAt, told, isPart, isAnswered }: TradeHole): Gap {
  const filled: Filled = isAnswered && !isPart ? "all" : told > 0 ? "part" : "none";
  return { from: since, to: Math.max(since, liveAt ?? since, to ?? since), filled };
}

function isWithin(time: number, from: number, newest: number, to: number | null): boolean {
  return time > from && time >= newest && (to === null || time <= to);
}

/** Those that were not told: of several alike as many as there are more of them. */
function newOf(
  wanted: readonly RawTrade[],
  told: readonly RawTrade[],
  name: Naming,
  isById: boolean,
): readonly RawTrade[] {
  const left = countsOf(told, name);
  if (!isById) return wanted.filter((trade) => !takeFrom(left, name(trade)));
  const byId = new Map(wanted.map((trade) => [name(trade), trade]));
  return [...byId].filter(([id]) => !left.has(id)).map(([, trade]) => trade);
}

function inTimeOf(trades: readonly RawTrade[], told: readonly RawTrade[]): readonly RawTrade[] {
  const [oldest, newest] = [trades[0], trades.at(-1)].map((trade) => (trade ? tradeTime(trade) : Number.NaN));
  if (oldest === undefined || newest === undefined) return [];
  return told.filter((trade) => tradeTime(trade) > oldest && tradeTime(trade) <= newest);
}

function upTo(live: readonly RawTrade[], to: number): readonly RawTrade[] {
  return live.filter((trade) => tradeTime(trade) <= to);
}

function foundOf(
  sought: readonly RawTrade[],
  there: ReadonlyMap<string, number>,
  name: Naming,
): "all" | "some" | "none" {
  const left = new Map(there);
  const found = sought.filter((trade) => takeFrom(left, name(trade)));
  if (found.length === sought.length) return "all";
  return found.length > 0 ? "some" : "none";
}
