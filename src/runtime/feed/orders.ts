import type { NodeMessage } from "node-red";
import { parseRollingExpiry } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import type { ProtocolName } from "../../protocol/dialects";
import { CoincallError } from "../../protocol/error";
import { parseExpiry } from "../../protocol/symbols/expiry";
import type { CoveredSeries } from "../connection/coverages";
import { quote } from "../quote";
import type { Control } from "./control";
import type { FeedDefinition, Wish } from "./definition";
import { latestAnswer } from "./latest/answer";
import { type ListedCoverage, withCoverage } from "./listed";
import type { LatestMessage } from "./outlet";
import type { FeedProperties } from "./properties";
import { isMeantToRoll } from "./rolling/rolling-wish";
import { Turns } from "./turns/turns";
import type { Wanted, WatchList } from "./watch-list";
import type { Watched } from "./watched";
import { isMeant, isNameMeant, isSubscriptionName, malformedIn, wishesFor } from "./wishes/wishes";

/** What a node does that is not its watch list's. */
interface OrdersOfNode {
  /** Reads the saved symbols again. */
  refresh(): void;
  latest(watched: Watched): readonly LatestMessage[];
  coverageOf(watched: Watched): ListedCoverage | undefined;
  /** That of all that it watches; `undefined` for a node of something that has none. */
  covered(): readonly CoveredSeries[] | undefined;
}

/** Carries out what messages in say of a node's watch list. Source: docs/contract.md, "Messages in". */
export class Orders {
  readonly #definition: FeedDefinition;
  readonly #properties: FeedProperties;
  readonly #protocol: ProtocolName;
  readonly #watchList: WatchList;
  readonly #node: OrdersOfNode;
  /** A long list takes several turns of the event loop, and what comes meanwhile is meant after it. */
  readonly #turns = new Turns();

  constructor(
    definition: FeedDefinition,
    properties: FeedProperties,
    protocol: ProtocolName,
    watchList: WatchList,
    node: OrdersOfNode,
  ) {
    this.#definition = definition;
    this.#properties = properties;
    this.#protocol = protocol;
    this.#watchList = watchList;
    this.#node = node;
  }

  /**
   * @returns the answer, to an order that has one
   * @throws CoincallError COINCALL_INPUT for what can't be carried out; then nothing is
   */
  follow(control: Control): Promise<NodeMessage | undefined> {
    return this.#turns.take(() => this.#follow(control));
  }

  /**
   * Watches the node's own symbols.
   *
   * @param instead whether of all that is watched now, and not as well
   * @returns what is wrong with some of them; the others are watched all the same
   */
  watchOwn(symbols: readonly string[], instead: boolean): Promise<readonly CoincallError[]> {
    return this.#turns.take(async () => {
      const wishes = await wishesFor(this.#definition, symbols, this.#wish());
      await this.#watchList.addSaved(wishes, instead);
      return wishes.problems;
    });
  }

  async #follow(control: Control): Promise<NodeMessage | undefined> {
    switch (control.action) {
      case "list":
        return this.#list();
      case "get":
        dayOf(control);
        return latestAnswer(control, this.#watchList.entries(), (watched) => this.#node.latest(watched));
      case "clear":
        await this.#watchList.clear();
        break;
      case "subscribe":
        await this.#watchList.add(await this.#wanted(control));
        break;
      case "replace":
        await this.#watchList.replace(await this.#wanted(control));
        break;
      case "unsubscribe":
        await this.#unsubscribe(control);
        break;
      case "roll":
        this.#watchList.roll(control.symbols && ((wish) => isNameMeant(wish, control)));
        break;
      case "refresh":
        this.#node.refresh();
        break;
    }
    return undefined;
  }

  #list(): NodeMessage {
    const list = this.#watchList;
    const payload = withCoverage(list.list(), list.entries(), (watched) => this.#node.coverageOf(watched));
    const coverage = this.#node.covered();
    return { topic: "subscriptions", payload, ...(coverage ? { coverage } : {}) };
  }

  /** How the node's symbols are meant: as it was saved, unless the message says otherwise. */
  #wish(control?: Control): Wish {
    return {
      endpoint: this.#properties.endpoint,
      protocol: this.#protocol,
      period: control?.period ?? this.#properties.period,
      expiry: control?.expiry ?? this.#properties.expiry,
      tradeIds: this.#properties.tradeIds,
      following: this.#properties,
      // A saved chain that is over is asked for all the same: a replay may know it.
      now: control ? this.#watchList.time : Number.NEGATIVE_INFINITY,
    };
  }

  /** @throws CoincallError COINCALL_INPUT when anything is wrong with any of the symbols */
  async #wanted(control: Control): Promise<Wanted> {
    const symbols = this.#named(control);
    const wishes = await wishesFor(this.#definition, symbols, this.#wish(control));
    const [problem] = wishes.problems;
    if (problem) throw asInput(problem);
    return wishes;
  }

  #unsubscribe(control: Control): Promise<void> {
    if (this.#definition.fixedSymbols) return this.#watchList.clear();
    const malformed = malformedIn(this.#named(control), isNameOfAny);
    if (malformed) throw asInput(malformed);
    const expiry = dayOf(control);
    const isOfNoDay = control.expiry !== undefined && expiry === undefined;
    return this.#watchList.remove(
      (subscription) => !isOfNoDay && isMeant(subscription, control, expiry),
      (wish) => isNameMeant(wish, control),
    );
  }

  /** @throws CoincallError COINCALL_INPUT for a message without symbols */
  #named({ action, symbols }: Control): readonly string[] {
    if (this.#definition.fixedSymbols) return this.#definition.fixedSymbols;
    const mayBeEmpty = action === "replace";
    if (symbols === undefined || (symbols.length === 0 && !mayBeEmpty)) {
      throw new CoincallError("COINCALL_INPUT", "symbolsMissing", { action });
    }
    return symbols;
  }
}

/**
 * @returns `undefined` for an expiry that rolls, or where there is none
 * @throws CoincallError COINCALL_INPUT for one that is neither
 */
function dayOf({ expiry }: Control): number | undefined {
  const day = expiry === undefined ? undefined : parseExpiry(expiry);
  if (expiry !== undefined && day === undefined && !isRollingExpiry(expiry)) {
    throw new CoincallError("COINCALL_INPUT", "expiryInvalid", { expiry: quote(expiry) });
  }
  return day;
}

function isRollingExpiry(written: string | number): boolean {
  return typeof written === "string" && !isProblem(parseRollingExpiry(written));
}

/** Of something plain, or of something that rolls. */
function isNameOfAny(name: string): boolean {
  return isSubscriptionName(name) || isMeantToRoll(name);
}

function asInput({ reason, values }: CoincallError): CoincallError {
  return new CoincallError("COINCALL_INPUT", reason, values);
}
