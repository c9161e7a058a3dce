import type { NodeMessage } from "node-red";
import type { OptionRule } from "../../src/market/rolling/rule";
import type { Choice } from "../../src/market/rolling/standing";
import type { Clock } from "./clock";
import type { YearConnection } from "./connection";
import type { Exchange } from "./exchange/exchange";
import { FLOW, keyOf, type YearNode } from "./flow";
import type { Verdict } from "./oracle/followed";
import { expiryOf } from "./oracle/knowledge";
import type { Oracle } from "./oracle/oracle";
import type { Orders } from "./orders";
import type { FlowNode, Palette } from "./palette";
import { symbolOf, type Witness } from "./witness";

const MOST = 10;
/** ms. */
const PATIENCE = 3_000;
const CHANNELS: Readonly<Record<string, string>> = {
  "coincall-greeks": "bsInfo",
  "coincall-order-book": "orderBook",
  "coincall-trades": "lastTrade",
  "coincall-kline": "kline",
};

/** What it looks at. */
export interface Scene {
  readonly clock: Clock;
  readonly exchange: Exchange;
  readonly oracle: Oracle;
  readonly witness: Witness;
  readonly palette: Palette;
  readonly orders: Orders;
  readonly connection: YearConnection;
  /** ms since 1970: since when chains are seen again after an outage; Infinity while they are not. */
  readonly seenSince: number;
  /** Something has rolled: there is much to hear now. */
  stir(): void;
}

interface Listed {
  readonly symbol: string;
  readonly state: string;
  readonly resolved?: string;
  readonly rollsAt?: number;
}

/** What was compared last of a name: what has not changed since need not be compared again. */
interface Compared {
  readonly standing: unknown;
  readonly verdict: Verdict | undefined;
}

/** Holds what the palette did against what it must do. */
export class Verifier {
  readonly differences: string[] = [];
  checks = 0;
  readonly rolls = new Map<string, number>();
  /** How often what was chosen was taken to be as right as another one. */
  adopted = 0;
  #adoptedAtLook = 0;
  #rolledTold = 0;
  #rollsAtLook = 0;
  readonly #ending = new Set<string>();
  readonly #scene: Scene;
  readonly #compared = new Map<string, Compared>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  get isEnough(): boolean {
    return this.differences.length >= MOST;
  }

  differs(name: string, expected: string, came: string): void {
    const moment = new Date(this.#scene.clock.now).toISOString();
    this.differences.push(`${moment} ${name}: expected ${expected}; came ${came}`);
  }

  /** A name that says its day will be over before the next look: one error tells so. */
  willEnd(name: string): void {
    this.#ending.add(name);
  }

  error(node: FlowNode, { code, message }: Error & { readonly code?: string }): void {
    const ended = [...this.#ending].find((name) => code === "COINCALL_EXPIRED" && message.includes(name));
    if (ended === undefined) {
      const { orders, oracle } = this.#scene;
      const isWithout = orders.wanted.some(
        (each) => each.node.id === node.id && !oracle.followed.get(keyOf(each))?.verdict,
      );
      // That there is nothing to choose is to be told.
      if (!isWithout) this.differs(node.id, "no error", message);
    }
    if (ended !== undefined) this.#ending.delete(ended);
  }

  /** The connection told that a name has rolled. */
  rolledOnce(): void {
    this.#rolledTold += 1;
  }

  /** What each name is now, since when and why. */
  compare(): void {
    const { oracle, connection, orders } = this.#scene;
    for (const [key, { node, name }] of orders.rules) {
      const verdict = oracle.followed.get(key)?.verdict;
      const standing = connection.market.standingOf(name, settingsOf(node));
      const compared = this.#compared.get(key);
      if (compared && compared.standing === standing?.choice && compared.verdict === verdict) continue;
      this.#compared.set(key, { standing: standing?.choice, verdict });
      this.checks += 1;
      const choice = standing?.choice;
      const { symbol, since, reason = "", from } = choice ?? {};
      if (symbol !== verdict?.symbol || since !== verdict?.since) {
        if (choice && this.#isAsRight(key, choice)) continue;
        this.differs(key, told(verdict), `${symbol} since ${timeOf(since)} (${reason})`);
      } else if (verdict && (!verdict.reasons.includes(reason) || from !== verdict.from)) {
        if (!this.#isBlurred(key)) this.differs(key, told(verdict), `${symbol} (${reason}) from ${from}`);
      }
      if (verdict && compared?.verdict?.symbol !== verdict.symbol) {
        this.rolls.set(reason, (this.rolls.get(reason) ?? 0) + 1);
        this.#scene.stir();
      }
    }
  }

  /** Whether a short while ago nobody could see the market, so that nobody can say what was true all the time. */
  #isBlurred(key: string): boolean {
    const { clock, oracle, seenSince } = this.#scene;
    const hold = oracle.followed.get(key)?.rule.hold ?? 0;
    return clock.now <= seenSince + hold + PATIENCE;
  }

  /** Another strike of the right expiry may be held for a while after an outage; from then on, it is judged by that. */
  #isAsRight(key: string, choice: Choice): boolean {
    const followed = this.#scene.oracle.followed.get(key);
    if (!followed || followed.verdict?.expiry !== choice.expiry || !this.#isBlurred(key)) return false;
    followed.adopt(choice);
    this.#compared.set(key, { standing: choice, verdict: followed.verdict });
    this.adopted += 1;
    return true;
  }

  /** In a quiet moment: what the exchange was asked for is what is needed, and every node tells what its names are. */
  async look(): Promise<void> {
    const { exchange, oracle, palette, witness } = this.#scene;
    const topics = new Set(exchange.topics.keys());
    const wanted = this.#topicsWanted();
    for (const topic of wanted) if (!topics.has(topic)) this.differs(topic, "a subscription", "none");
    for (const topic of topics) if (!wanted.has(topic)) this.differs(topic, "no subscription", "one");
    this.checks += topics.size;
    witness.compareTwins();
    const rolls = oracle.rolls - this.#rollsAtLook;
    this.#rollsAtLook = oracle.rolls;
    const isCounted = this.adopted === this.#adoptedAtLook;
    this.#adoptedAtLook = this.adopted;
    if (isCounted && rolls !== this.#rolledTold)
      this.differs("the connection", `${rolls} rolls`, `${this.#rolledTold}`);
    this.#rolledTold = 0;
    for (const name of this.#ending) this.differs(name, "an error that it is over", "none");
    for (const node of FLOW) {
      const answer = (await palette.ask(node.id, { action: "list" })) as NodeMessage & { payload: Listed[] };
      const listed = new Map(answer.payload.map((each) => [each.symbol, each]));
      for (const { name } of this.#scene.orders.wanted.filter((each) => each.node === node)) {
        this.checks += 2;
        const { verdict, rule } = oracle.followed.get(keyOf({ node, name })) ?? {};
        const { state, resolved, rollsAt } = listed.get(name) ?? {};
        const nothing = rule?.expiry.kind === "day" ? "expired" : "choosing";
        const expected = verdict ? `live ${verdict.symbol}` : `${nothing} undefined`;
        if (`${state} ${resolved}` !== expected)
          this.differs(`${node.id} ${name}`, expected, `${state} ${resolved}`);
        const last = witness.told(node.id, name)?.symbol;
        if (verdict && last !== verdict.symbol)
          this.differs(`${node.id} ${name}`, `messages of ${verdict.symbol}`, `of ${last}`);
        if (verdict && rule && rollsAt !== this.#rollsAt(rule, verdict))
          this.differs(
            `${node.id} ${name}`,
            `rolls ${timeOf(this.#rollsAt(rule, verdict))}`,
            timeOf(rollsAt),
          );
      }
    }
  }

  /** Nobody wants anything any more. */
  nothingLeft(): void {
    const { exchange } = this.#scene;
    if (exchange.topics.size > 0)
      this.differs("the end", "no subscription", [...exchange.topics.keys()].join(", "));
    if (exchange.isConnected) this.differs("the end", "no link", "one");
  }

  #topicsWanted(): ReadonlySet<string> {
    const { oracle } = this.#scene;
    const wanted = new Set<string>();
    const chain = ({ expiry }: Verdict) => `tOption BTCUSD ${expiry}`;
    for (const each of this.#scene.orders.wanted) {
      const followed = oracle.followed.get(keyOf(each));
      const verdict = followed?.verdict;
      if (!followed || !verdict) continue;
      const dataType = CHANNELS[each.node.type];
      if (dataType === undefined) wanted.add(chain(verdict));
      else wanted.add(`${dataType} ${verdict.symbol}${dataType === "kline" ? " m1" : ""}`);
      if (followed.needsChain) wanted.add(chain(verdict));
    }
    return wanted;
  }

  /** The first moment at which this list makes another expiry the one. */
  #rollsAt(rule: Parameters<typeof expiryOf>[0], { expiry }: Verdict): number | undefined {
    const { oracle, clock } = this.#scene;
    const { expiries } = oracle.knowledge;
    const day = 86_400_000;
    const moments = expiries.flatMap((each) => [each, each - rule.rollBefore]);
    for (let at = Math.ceil(clock.now / day) * day; at <= expiry; at += day) moments.push(at);
    const later = moments.filter((moment) => moment > clock.now).sort((one, other) => one - other);
    return later.find((moment) => expiryOf(rule, expiries, moment) !== expiry);
  }
}

function settingsOf({ type, follow, hold, rollBefore }: YearNode): OptionRule {
  const settings = type === "coincall-option-chain" ? { rollBefore } : { follow, hold, rollBefore };
  return settings as OptionRule;
}

function told(verdict: Verdict | undefined): string {
  if (!verdict) return symbolOf(verdict);
  const { symbol, since, reasons, from } = verdict;
  return `${symbol} since ${timeOf(since)} (${reasons.join(" or ")}) from ${from}`;
}

function timeOf(moment: number | undefined): string {
  return moment === undefined ? "never" : new Date(moment).toISOString();
}
