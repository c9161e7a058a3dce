import type { NodeMessage } from "node-red";
import loadGreeks from "../../nodes/greeks";
import loadKline from "../../nodes/kline";
import loadChain from "../../nodes/option-chain";
import loadBook from "../../nodes/order-book";
import loadTrades from "../../nodes/trades";
import type { CoincallError } from "../../src/protocol/error";
import { Clock } from "./clock";
import { connectionTo, type YearConnection } from "./connection";
import { DAY } from "./exchange/calendar";
import { type Chain, Chains } from "./exchange/chains";
import { Exchange, type Topic } from "./exchange/exchange";
import type { Fault } from "./exchange/faults";
import { Listing } from "./exchange/listing";
import { Pushes } from "./exchange/pushes";
import { Chance } from "./exchange/random";
import { Walk } from "./exchange/walk";
import { Oracle } from "./oracle/oracle";
import { Orders } from "./orders";
import { Palette } from "./palette";
import { type Day, dayFrom } from "./steps";
import { type Scene, Verifier } from "./verifier";
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
const NEVER = Number.POSITIVE_INFINITY;
/** ms; so soon a new listing is known once it can be: the longest pause between two questions, and the answer. */
const [PATIENCE, PATIENCE_AFTER_FAULTS] = [45_500, 90_500];
const LOADERS = [loadGreeks, loadKline, loadChain, loadBook, loadTrades];

/** A flow of rolling names on an exchange whose year takes minutes, and what has to be true of it. */
export class Year implements Scene {
  readonly clock: Clock;
  readonly exchange: Exchange;
  readonly oracle = new Oracle();
  readonly witness: Witness;
  readonly verifier: Verifier;
  readonly palette: Palette;
  readonly orders: Orders;
  readonly connection: YearConnection;
  seenSince = Number.NEGATIVE_INFINITY;
  readonly #options: YearOptions;
  readonly #chance: Chance;
  readonly #walk: Walk;
  readonly #chains: Chains;
  readonly #listing: Listing;
  readonly #pushes: Pushes;

  constructor(options: YearOptions) {
    this.#options = options;
    this.#chance = new Chance(options.seed);
    this.verifier = new Verifier(this);
    const differs = this.verifier.differs.bind(this.verifier);
    this.exchange = new Exchange({
      subscribed: (topic) => this.#subscribed(topic),
      odd: (what) => differs("the exchange", "what a client should do", what),
    });
    this.clock = new Clock(options.start, () => this.exchange.settle());
    const time = () => this.clock.now;
    this.#walk = new Walk(this.#chance, options.start);
    this.#chains = new Chains(options.start, this.#walk.price);
    this.#pushes = new Pushes(this.exchange, this.#chains, this.#chance, (chain) => this.#told(chain));
    const patience = options.faults ? PATIENCE_AFTER_FAULTS : PATIENCE;
    this.#listing = new Listing(this.#chains, this.#chance, time, patience, {
      told: (strikes) => this.oracle.listed(strikes, time()),
      late: (after) => differs("the list", `a question within ${patience} ms`, `one after ${after} ms`),
    });
    this.witness = new Witness(differs);
    const luck = new Chance(options.seed + 1);
    this.clock.install(() => luck.next());
    this.connection = connectionTo(this.exchange, "signed", {
      ask: () => this.#listing.ask(),
      rolled: () => this.verifier.rolledOnce(),
      failed: (error) => this.#failed(error),
    });
    this.palette = new Palette(this.connection.connection, {
      sent: (node, message: NodeMessage) => this.witness.heard(node, message),
      error: (node, error) => this.verifier.error(node, error),
    });
    for (const load of LOADERS) this.palette.load(load);
    this.orders = new Orders(this.palette, this.oracle, time, (name) => this.verifier.willEnd(name));
  }

  /** @param dayOver is called at the end of each day */
  async play(dayOver: (day: number) => void): Promise<void> {
    const { start, days, faults } = this.#options;
    this.orders.deploy();
    for (let day = 0; day < days; day += 1) {
      await this.#playDay(dayFrom(start + day * DAY, this.#chance, faults));
      dayOver(day + 1);
      if (this.verifier.isEnough) break;
    }
    this.palette.stop();
    await this.clock.advance(this.clock.now + 5 * SECOND);
    this.verifier.nothingLeft();
    this.clock.uninstall();
  }

  stir(): void {
    this.#pushes.stir(this.clock.now);
  }

  async #playDay(day: Day): Promise<void> {
    this.#walk.newDay();
    const { steps, turns, faults } = day;
    while (steps.length > 0 && !this.verifier.isEnough) {
      const { now } = this.clock;
      const shows = day.shows > now ? day.shows : NEVER;
      const others = Math.min(this.#pushes.next(now), this.oracle.due, faults[0]?.at ?? NEVER, shows);
      const [step = NEVER] = steps;
      const moment = Math.min(step, others);
      if (moment === step) steps.shift();
      for (; (turns[0]?.at ?? NEVER) <= moment; turns.shift()) this.#walk.begin(turns[0]?.manner);
      await this.#goTo(moment);
      for (; (faults[0]?.at ?? NEVER) <= moment; faults.shift()) await this.#suffer(faults[0]?.what);
      await this.#do(day, moment);
      await this.#push(moment, moment === step);
    }
  }

  /** What the script says of a moment. */
  async #do({ clears, shows, noon, asks, adds }: Day, moment: number): Promise<void> {
    if (moment === clears) this.#listing.clear();
    if (moment === shows) this.#listing.show();
    if (moment === noon) {
      // Before the market moves again: nothing is on its way then.
      await this.verifier.look();
      await this.orders.ofNoon(noon);
    }
    if (moment === asks) await this.orders.roll();
    if (moment === adds) this.#chains.addBetween(this.#chance.whole(0, 9));
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
      this.#chains.price = this.#walk.price;
    }
    this.#pushes.push(now, isStep);
    this.oracle.look(now);
    await this.exchange.settle();
    this.verifier.compare();
  }

  async #suffer(what: Fault["what"] | undefined): Promise<void> {
    switch (what) {
      case "link cut":
        this.exchange.isDown = true;
        this.exchange.cut();
        this.oracle.linkLost();
        this.seenSince = NEVER;
        await this.exchange.settle();
        break;
      case "link possible":
        this.exchange.isDown = false;
        break;
      default:
        this.#listing.isAnswering = what === "questions answered";
    }
  }

  #subscribed(topic: Topic): void {
    const { now } = this.clock;
    if (this.seenSince === NEVER) this.seenSince = now;
    this.#pushes.subscribed(topic, now);
  }

  #told(chain: Chain): void {
    const { now } = this.clock;
    const forward = chain.forward(this.#chains.price, now);
    this.oracle.told(chain.expiry, chain.strikes, chain.money(forward, now));
  }

  #failed(error: CoincallError): void {
    if (this.#options.faults && error.code === "COINCALL_LINK") return;
    this.verifier.differs("the link", "no error", `${error.code} ${error.reason}`);
  }
}
