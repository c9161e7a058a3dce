import type { NodeMessage } from "node-red";
import type { ProtocolName } from "../../protocol/dialects";
import { CoincallError } from "../../protocol/error";
import type { Subscription } from "../../protocol/subscription";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { quote } from "../quote";
import type { Control } from "./control";
import type { FeedDefinition, Wish } from "./definition";
import type { FeedProperties } from "./properties";
import { Turns } from "./turns/turns";
import type { WatchList } from "./watch-list";
import { isMeant, isSubscriptionName, malformedIn, wishesFor } from "./wishes";

/** Carries out what messages in say of a node's watch list. Source: docs/contract.md, "Messages in". */
export class Orders {
  readonly #definition: FeedDefinition;
  readonly #properties: FeedProperties;
  readonly #protocol: ProtocolName;
  readonly #watchList: WatchList;
  readonly #refresh: () => void;
  /** A long list takes several turns of the event loop, and what comes meanwhile is meant after it. */
  readonly #turns = new Turns();

  /** @param refresh reads the saved symbols again */
  constructor(
    definition: FeedDefinition,
    properties: FeedProperties,
    protocol: ProtocolName,
    watchList: WatchList,
    refresh: () => void,
  ) {
    this.#definition = definition;
    this.#properties = properties;
    this.#protocol = protocol;
    this.#watchList = watchList;
    this.#refresh = refresh;
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
      const { subscriptions, problems } = await wishesFor(this.#definition, symbols, this.#wish());
      if (instead) await this.#watchList.replace(subscriptions);
      else await this.#watchList.add(subscriptions);
      return problems;
    });
  }

  async #follow(control: Control): Promise<NodeMessage | undefined> {
    switch (control.action) {
      case "list":
        return { topic: "subscriptions", payload: this.#watchList.list() };
      case "clear":
        await this.#watchList.remove(() => true);
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
      case "refresh":
        this.#refresh();
        break;
    }
    return undefined;
  }

  /** How the node's symbols are meant: as it was saved, unless the message says otherwise. */
  #wish(control?: Control): Wish {
    return {
      endpoint: this.#properties.endpoint,
      protocol: this.#protocol,
      period: control?.period ?? this.#properties.period,
      expiry: control?.expiry ?? this.#properties.expiry,
      // A saved chain that is over is asked for all the same: a replay may know it.
      now: control ? this.#watchList.time : Number.NEGATIVE_INFINITY,
    };
  }

  /** @throws CoincallError COINCALL_INPUT when anything is wrong with any of the symbols */
  async #wanted(control: Control): Promise<readonly Subscription[]> {
    const symbols = this.#named(control);
    const { subscriptions, problems } = await wishesFor(this.#definition, symbols, this.#wish(control));
    const [problem] = problems;
    if (problem) throw asInput(problem);
    return subscriptions;
  }

  #unsubscribe(control: Control): Promise<void> {
    if (this.#definition.fixedSymbols) return this.#watchList.remove(() => true);
    const malformed = malformedIn(this.#named(control), isSubscriptionName);
    if (malformed) throw asInput(malformed);
    const expiry = control.expiry === undefined ? undefined : parseExpiry(control.expiry);
    if (control.expiry !== undefined && expiry === undefined) {
      throw new CoincallError("COINCALL_INPUT", "expiryInvalid", { expiry: quote(control.expiry) });
    }
    return this.#watchList.remove((subscription) => isMeant(subscription, control, expiry));
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

function asInput({ reason, values }: CoincallError): CoincallError {
  return new CoincallError("COINCALL_INPUT", reason, values);
}
