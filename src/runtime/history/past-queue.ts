import type { Way } from "../../history/candles/call";
import { CoincallError } from "../../protocol/error";
import type { Budget } from "../rest/budget";
import { askFailure } from "../rest/failures";
import type { Asker, Asking } from "./asking";
import { nextOf } from "./order";
import { FRESH, isHopeless, paceAfter, type Reception, receptionOf } from "./pace";
import { learnt, nextWay, type Ways } from "./ways";

/** Calls that are under way at a time, at most. */
const MOST_UNDER_WAY = 8;

/** A question, and the way in which it is asked. */
interface Call {
  readonly asking: Asking;
  readonly way: Way;
  /** What it was answered in the documented way. */
  readonly short?: unknown;
  /** How often all had been given up when it was made. */
  readonly era: number;
}

/**
 * Asks one exchange for the past, with the calls that nobody else needs: whoever wants something is asked for its
 * question when it is its turn.
 */
export class PastQueue {
  readonly #budget: Budget;
  /** In the order in which they came. */
  readonly #askers = new Set<Asker>();
  /** Those that are asked in another way. */
  readonly #again: Call[] = [];
  #ways: Ways = {};
  #pace = FRESH;
  /** How often all was given up so far. */
  #era = 0;
  #underWay = 0;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  join(asker: Asker): void {
    this.#askers.add(asker);
  }

  leave(asker: Asker): void {
    this.#askers.delete(asker);
    if (this.#askers.size === 0) clearTimeout(this.#timer);
  }

  /** Somebody wants something. All that is wanted at a time is looked through together, or the first would go first. */
  wanted(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    queueMicrotask(() => {
      this.#isLooking = false;
      this.#look();
    });
  }

  #look(): void {
    clearTimeout(this.#timer);
    while (this.#underWay < MOST_UNDER_WAY) {
      const now = performance.now();
      const wait = Math.max(this.#budget.spareIn(now), this.#pace.pausedUntil - now);
      const call = wait > 0 ? undefined : this.#nextCall();
      if (wait > 0) this.#timer = setTimeout(() => this.#look(), Math.ceil(wait));
      if (!call) return;
      this.#budget.take(now);
      void this.#make(call);
    }
  }

  #nextCall(): Call | undefined {
    const again = this.#again.shift();
    if (again) return again;
    const asking = nextOf(this.#askers);
    const way = asking && nextWay(this.#ways, asking.call.endpoint);
    return way && { asking, way, era: this.#era };
  }

  async #make(call: Call): Promise<void> {
    this.#underWay += 1;
    try {
      this.#answered(call, await call.asking.ask(call.asking.call.path(call.way)));
    } catch (error) {
      this.#failed(call, error instanceof CoincallError ? error : askFailure("askUnreadable"));
    }
    this.#underWay -= 1;
    this.#look();
  }

  #answered(made: Call, data: unknown): void {
    const { asking, way, short } = made;
    const { call } = asking;
    this.#went("answered");
    if (!call.isShort) {
      asking.answered(data);
      return;
    }
    const isShort = call.isShort(data);
    const isMore = way === "unlimited" && isLonger(data, short);
    const other = nextWay(this.#ways, call.endpoint, { way, isShort });
    this.#ways = learnt(this.#ways, call.endpoint, way, !isShort || isMore);
    if (other) this.#again.push({ ...made, way: other, short: data });
    else asking.answered(isLonger(short, data) ? short : data);
  }

  #failed(call: Call, failure: CoincallError): void {
    const { asking, short, era } = call;
    const reception = receptionOf(failure);
    this.#went(reception);
    // What was under way when all was given up is not asked again either.
    if (reception !== "refused" || era !== this.#era) unanswered(call, failure);
    else if (short === undefined) asking.putBack();
    else this.#again.push(call);
    if (isHopeless(this.#pace)) this.#giveUp(failure);
  }

  #giveUp(failure: CoincallError): void {
    this.#era += 1;
    this.#pace = { ...FRESH, pausedUntil: this.#pace.pausedUntil };
    for (const call of this.#again.splice(0)) unanswered(call, failure);
    for (const asker of [...this.#askers]) asker.giveUp(failure);
  }

  #went(reception: Reception): void {
    this.#pace = paceAfter(this.#pace, reception, performance.now());
  }
}

/** Nothing more comes: what it was answered in the documented way is all there is. */
function unanswered({ asking, short }: Call, failure: CoincallError): void {
  if (short === undefined) asking.answered(undefined, failure);
  else asking.answered(short);
}

/** The exchange's word for which of two answers tells more is their length: a limit takes rows away. */
function isLonger(one: unknown, other: unknown): boolean {
  return Array.isArray(one) && (!Array.isArray(other) || one.length > other.length);
}
