import type { NodeMessage } from "node-red";
import loadGreeks from "../../nodes/greeks";
import loadKline from "../../nodes/kline";
import loadChain from "../../nodes/option-chain";
import loadBook from "../../nodes/order-book";
import loadTrades from "../../nodes/trades";
import type { CoincallError } from "../../src/protocol/error";
import { type Instrument, instrumentOf } from "../../src/protocol/symbols/instruments";
import { Clock } from "./clock";
import { connectionTo, type YearConnection } from "./connection";
import { DAY, dayOf, HOUR } from "./exchange/calendar";
import { Chains, UNDERLYING } from "./exchange/chains";
import { Exchange, type Topic } from "./exchange/exchange";
import { type Fault, faultsOf } from "./exchange/faults";
import { optionFrame } from "./exchange/frames";
import { Chance } from "./exchange/random";
import { Walk } from "./exchange/walk";
import { FLOW, keyOf, ruleIn, SAVED, type Wanted } from "./flow";
import { Oracle } from "./oracle/oracle";
import { Palette } from "./palette";
import { stepsOf } from "./steps";
import { Verifier } from "./verifier";
import { Witness } from "./witness";

export interface YearOptions {
  /** ms since 1970, midnight. */
  readonly start: number;
  readonly days: number;
  readonly seed: number;
  /** Whether links are cut, questions fail and lists are late. */
  readonly faults: boolean;
}

const SECOND = 1_000;
/** ms; so often every option is pushed. */
const USUAL = 60 * 60_000;
/** The node that messages go to. */
const EARLY = "early";
const [MONDAY, THURSDAY, SATURDAY] = [1, 4, 6];
/** ms after an expiry until when the new listing shows. */
const [SOON, LATE] = [60_000, 300_000];
/** ms; so soon a new listing is known once it can be: the longest pause between two questions, and the answer. */
const [PATIENCE, PATIENCE_AFTER_FAULTS] = [45_500, 90_500];
/** Since when chains are seen, while they are not. */
const BLIND = Number.POSITIVE_INFINITY;
const LOADERS = [loadGreeks, loadKline, loadChain, loadBook, loadTrades];
/** ms after a subscription, or a roll, for which all options are pushed every second. */
const BUSY = 2_000;

/** A flow of rolling names on an exchange whose year takes minutes, and what has to be true of it. */
export class Year {
  readonly clock: Clock;
  readonly exchange: Exchange;
  readonly chains: Chains;
  readonly oracle = new Oracle();
  readonly witness: Witness;
  readonly verifier: Verifier;
  readonly palette: Palette;
  readonly connection: YearConnection;
  /** All names that nodes follow, and one of each way to follow them. */
  readonly wanted: Wanted[] = [];
  readonly rules = new Map<string, Wanted>();
  #ofTheWeek: Wanted | undefined;
  readonly #chance: Chance;
  readonly #walk: Walk;
  readonly #options: YearOptions;
  /** ms since 1970: when topics are pushed for the first time. */
  readonly #fresh = new Map<Topic, number>();
  #busyUntil = 0;
  #isAnswering = true;
  #answersSince = 0;
  /** ms since 1970: when a list that differs from the last one that was told was there to be asked for. */
  #shownSince: number | undefined;
  /** ms since 1970: since when chains are seen again after an outage. */
  seenSince = Number.NEGATIVE_INFINITY;
  /** What the exchange's list says: symbols. */
  #list: readonly string[] = [];
  /** What was answered last to who asked for the list. */
  #told: { readonly list: readonly string[]; readonly instruments: readonly Instrument[] } = {
    list: [],
    instruments: [],
  };

  constructor(options: YearOptions) {
    this.#options = options;
    this.#chance = new Chance(options.seed);
    this.exchange = new Exchange({
      subscribed: (topic) => this.#subscribed(topic),
      odd: (what) => this.verifier.differs("the exchange", "what a client should do", what),
    });
    this.clock = new Clock(options.start, () => this.exchange.settle());
    this.#walk = new Walk(this.#chance, options.start);
    this.chains = new Chains(options.start, this.#walk.price);
    this.#list = this.chains.symbols;
    this.verifier = new Verifier(this);
    this.witness = new Witness((name, expected, came) => this.verifier.differs(name, expected, came));
    const luck = new Chance(options.seed + 1);
    this.clock.install(() => luck.next());
    this.connection = connectionTo(this.exchange, "signed", {
      ask: () => this.#asked(),
      rolled: () => this.verifier.rolledOnce(),
      failed: (error) => this.#failed(error),
      linkChanged: () => {},
    });
    this.palette = new Palette(this.connection.connection, {
      sent: (node, message: NodeMessage) => this.witness.heard(node, message),
      error: (node, error) => this.verifier.error(node, error),
    });
    for (const load of LOADERS) this.palette.load(load);
  }

  /** @param dayOver is called at the end of each day */
  async play(dayOver: (day: number) => void): Promise<void> {
    const { start, days } = this.#options;
    for (const each of SAVED) this.#follow(each);
    this.palette.start(FLOW);
    for (let day = 0; day < days; day += 1) {
      await this.#playDay(start + day * DAY);
      dayOver(day + 1);
      if (this.verifier.isEnough) break;
    }
    this.palette.stop();
    await this.clock.advance(this.clock.now + 5 * SECOND);
    this.verifier.nothingLeft();
    this.clock.uninstall();
  }

  #follow(wanted: Wanted): void {
    this.wanted.push(wanted);
    this.rules.set(keyOf(wanted), wanted);
    this.oracle.follow(keyOf(wanted), ruleIn(wanted), this.clock.now);
  }

  #unfollow(wanted: Wanted): void {
    this.wanted.splice(this.wanted.indexOf(wanted), 1);
    this.rules.delete(keyOf(wanted));
    this.oracle.unfollow(keyOf(wanted));
  }

  /** At noon: a name of the week's Friday comes on Mondays, and goes on Saturdays; on Thursdays it is known to end. */
  async #orders(noon: number): Promise<void> {
    const node = FLOW.find(({ id }) => id === EARLY) as (typeof FLOW)[number];
    const weekday = new Date(noon).getUTCDay();
    if (weekday === MONDAY) {
      this.#ofTheWeek = { node, name: `${UNDERLYING}-${dayOf(noon + 4 * DAY)}-ATM-C` };
      await this.palette.ask(EARLY, { action: "subscribe", symbols: this.#ofTheWeek.name });
      this.#follow(this.#ofTheWeek);
    }
    const ofTheWeek = this.#ofTheWeek;
    if (!ofTheWeek) return;
    if (weekday === THURSDAY) this.verifier.willEnd(ofTheWeek.name);
    if (weekday !== SATURDAY) return;
    await this.palette.ask(EARLY, { action: "unsubscribe", symbols: ofTheWeek.name });
    this.#unfollow(ofTheWeek);
    this.#ofTheWeek = undefined;
  }

  /** Somebody has all names of a node chosen anew. */
  async #roll(): Promise<void> {
    await this.palette.ask(EARLY, { action: "roll" });
    for (const each of this.wanted)
      if (each.node.id === EARLY) this.oracle.followed.get(keyOf(each))?.ask(this.clock.now);
  }

  async #playDay(midnight: number): Promise<void> {
    this.#walk.newDay();
    const { steps, windows } = stepsOf(midnight, this.#chance);
    const isFaulty = this.#options.faults;
    const faults = isFaulty ? [...faultsOf(midnight, this.#chance)] : [];
    const shows = midnight + 8 * HOUR + this.#chance.whole(1, isFaulty ? LATE : SOON);
    const isCleared = this.#chance.next() < 0.3;
    const extra = (windows[0]?.from ?? 0) + this.#chance.whole(5, 60) * SECOND;
    let [next, window] = [0, 0];
    while (next < steps.length) {
      const step = steps[next] as number;
      const moment = Math.min(
        step,
        this.#nextFresh,
        this.oracle.due,
        shows > this.clock.now ? shows : Infinity,
      );
      while ((steps[next] ?? Infinity) <= moment) next += 1;
      if ((windows[window]?.from ?? Infinity) <= moment) {
        this.#walk.begin(windows[window]?.isOver ? "calm" : undefined);
        window += 1;
      }
      await this.#goTo(moment);
      for (; (faults[0]?.at ?? Infinity) <= moment; faults.shift()) await this.#suffer(faults[0]?.what);
      if (moment === midnight + 8 * HOUR && isCleared) this.#clearList();
      if (moment === shows) this.#relist();
      // Before the market moves again: nothing is on its way then.
      if (moment === midnight + 12 * HOUR) {
        await this.verifier.look();
        await this.#orders(moment);
      }
      if (moment === extra) await this.#roll();
      if (moment === extra + 5 * SECOND) this.chains.addBetween(this.#chance.whole(0, 9));
      await this.#push(moment, moment === step);
      if (this.verifier.isEnough) return;
    }
  }

  async #suffer(what: Fault["what"] | undefined): Promise<void> {
    switch (what) {
      case "link cut":
        this.exchange.isDown = true;
        this.exchange.cut();
        this.oracle.linkLost();
        this.seenSince = BLIND;
        await this.exchange.settle();
        break;
      case "link possible":
        this.exchange.isDown = false;
        break;
      default:
        this.#isAnswering = what === "questions answered";
        this.#answersSince = this.clock.now;
    }
  }

  async #goTo(moment: number): Promise<void> {
    await this.clock.advance(moment);
    this.oracle.look(moment);
    this.verifier.compare();
  }

  /** The market moves, and is told to whoever subscribed. */
  async #push(now: number, isStep: boolean): Promise<void> {
    if (now % SECOND !== 0) return;
    if (isStep) {
      this.#walk.step(now);
      this.chains.price = this.#walk.price;
    }
    const isBusy = now % USUAL === 0 || now < this.#busyUntil;
    for (const topic of this.exchange.topics.values()) {
      const first = this.#fresh.get(topic);
      if (first !== undefined && first > now) continue;
      this.#fresh.delete(topic);
      if (topic.expiry !== undefined) {
        if (isStep || first !== undefined) this.#pushChain(topic.expiry, now);
      } else if (isBusy || first !== undefined) this.exchange.push(optionFrame(topic, now));
    }
    this.oracle.look(now);
    await this.exchange.settle();
    this.verifier.compare();
  }

  #pushChain(expiry: number, now: number): void {
    const chain = this.chains.byExpiry.get(expiry);
    if (!chain || expiry <= now) return;
    this.exchange.push(chain.frame(this.chains.price, now));
    const forward = chain.forward(this.chains.price, now);
    this.oracle.told(expiry, chain.strikes, chain.money(forward, now));
  }

  #subscribed(topic: Topic): void {
    const now = this.clock.now;
    if (this.seenSince === BLIND) this.seenSince = now;
    const second = Math.floor(now / SECOND) * SECOND + SECOND;
    const isChain = topic.expiry !== undefined;
    const late = isChain ? 0 : this.#chance.next() < 0.05 ? 14 : this.#chance.whole(0, 2);
    this.#fresh.set(topic, second + late * SECOND);
    this.stir();
  }

  /** Something has rolled: there is much to hear now. */
  stir(): void {
    const second = Math.floor(this.clock.now / SECOND) * SECOND + SECOND;
    this.#busyUntil = second + BUSY;
  }

  get #nextFresh(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const [topic, moment] of this.#fresh) {
      if (this.exchange.topics.get(topic.name) !== topic) this.#fresh.delete(topic);
      else next = Math.min(next, moment);
    }
    const second = Math.floor(this.clock.now / SECOND) * SECOND + SECOND;
    return Math.min(next, this.clock.now < this.#busyUntil ? second : Number.POSITIVE_INFINITY);
  }

  /** What is over goes off the list at once, before what is new is on it. */
  #clearList(): void {
    const now = this.clock.now;
    this.#list = this.#list.filter((symbol) => (instrumentOf(symbol)?.expiry ?? now) > now);
  }

  #relist(): void {
    this.#shownSince ??= this.clock.now;
    this.chains.relist(this.clock.now);
    this.#list = this.chains.symbols;
  }

  #asked(): Promise<readonly Instrument[]> {
    return new Promise((resolve, reject) => {
      setTimeout(
        () => {
          if (this.#isAnswering) resolve(this.#answer());
          else reject(new Error("The exchange does not answer."));
        },
        this.#chance.whole(40, 400),
      );
    });
  }

  #answer(): readonly Instrument[] {
    const { now } = this.clock;
    const asked = Math.max(this.#shownSince ?? now, this.#answersSince);
    const patience = this.#options.faults ? PATIENCE_AFTER_FAULTS : PATIENCE;
    if (now - asked > patience)
      this.verifier.differs("the list", `a question within ${patience} ms`, `one after ${now - asked}`);
    this.#shownSince = undefined;
    if (now % DAY > 9 * HOUR && this.chains.list()) this.#list = this.chains.symbols;
    if (this.#list === this.#told.list) return this.#told.instruments;
    const instruments = this.#list.flatMap((symbol) => instrumentOf(symbol) ?? []);
    this.#told = { list: this.#list, instruments };
    const strikes = new Map<number, Set<number>>();
    for (const { expiry = 0, strike = 0 } of instruments) {
      strikes.set(expiry, (strikes.get(expiry) ?? new Set()).add(strike));
    }
    this.oracle.listed(strikes, now);
    return instruments;
  }

  #failed(error: CoincallError): void {
    if (this.#options.faults && error.code === "COINCALL_LINK") return;
    this.verifier.differs("the link", "no error", `${error.code} ${error.reason}`);
  }
}
