import type { Channel, Endpoint } from "../../protocol/channels";
import type { CoincallError } from "../../protocol/error";
import { LONGEST_NAME } from "../../protocol/limits";
import { keysOf, keysOfSymbol } from "../../protocol/routing";
import type { Subscription } from "../../protocol/subscription";
import { copyOfName } from "../../protocol/text/names";
import type { Entry } from "../subscriptions/entry";
import { type Tracker, trackerFor } from "../tracking";
import { NamesFound } from "./names-found";
import type { Read, Update } from "./update";

/** Somebody who wants subscriptions: a node on the canvas. */
export interface Subscriber {
  /** Whether numbers must keep every digit that the exchange sent. */
  readonly exact: boolean;
  /** The state of the link changed, or that of a subscription of its own. */
  stateChanged(subscription?: Subscription): void;
  /** A subscription of its own was refused: told once, and again when the words are others. */
  rejected(error: CoincallError): void;
  /** A subscription of its own is over. @returns whether that is news for whoever looks after the connection */
  expired(subscription: Subscription): boolean;
}

/** Takes for a subscriber what comes of one subscription. */
export interface Recipient {
  readonly subscriber: Subscriber;
  receive(update: Update): void;
}

/** A subscription, what the exchange said to it, and who wants it. */
export interface Watch {
  readonly subscription: Subscription;
  readonly entry: Entry;
  readonly tracker: Tracker;
  /** One for each subscriber. There are few, and a list of them takes less memory than a set. */
  recipients: readonly Recipient[];
  /** When the last recipient left, ms of the clock that only runs forward. */
  unwantedSince: number | undefined;
  /** In which words each of them heard that it was refused; `undefined` where it was not. */
  told: Map<Recipient, string> | undefined;
  /** What frames that came unread have for it; `undefined` before the first. */
  read: Read | undefined;
}

/** Names that are remembered with what was found for them, of all channels together: more than an exchange lists. */
const MOST_NAMES = 20_000;
/** The same of names that nobody asked for: what is pushed all the same is dropped without a second look. */
const MOST_STRANGERS = 1_000;
const NOBODY: readonly Watch[] = [];
/** Stands for `undefined`. */
const NO_ROWS: readonly Watch[] = [];

/** Finds who wants a row. */
export class Watches {
  readonly #endpoint: Endpoint;
  readonly #watches = new Map<string, Watch>();
  /** What was found for a symbol of a channel: reading a name anew for each frame costs more than the rest. */
  readonly #found = new NamesFound<readonly Watch[]>(MOST_NAMES);
  readonly #strangers = new NamesFound<readonly Watch[]>(MOST_STRANGERS);
  /** The same for the lists of symbols that glances remember: a chain has the very same one in every frame. */
  readonly #foundForLists = new Map<Channel, WeakMap<readonly string[], readonly Watch[] | undefined>>();

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  [Symbol.iterator](): IterableIterator<Watch> {
    return this.#watches.values();
  }

  get(subscription: Subscription): Watch | undefined {
    return this.#watches.get(identityOf(subscription.channel, subscription.key));
  }

  add(entry: Entry): Watch {
    const { subscription } = entry;
    const tracker = trackerFor(subscription);
    const watch: Watch = {
      subscription,
      entry,
      tracker,
      recipients: [],
      unwantedSince: undefined,
      told: undefined,
      read: undefined,
    };
    this.#watches.set(identityOf(subscription.channel, subscription.key), watch);
    this.#forget();
    return watch;
  }

  delete({ subscription }: Watch): void {
    this.#watches.delete(identityOf(subscription.channel, subscription.key));
    this.#forget();
  }

  clear(): void {
    this.#watches.clear();
    this.#forget();
  }

  /** What is over gets nothing any more, whatever still comes. */
  expired(): void {
    this.#forget();
  }

  isEmpty(): boolean {
    for (const watch of this) if (isWanted(watch)) return false;
    return true;
  }

  subscribers(): ReadonlySet<Subscriber> {
    const everybody = new Set<Subscriber>();
    for (const { recipients } of this) for (const { subscriber } of recipients) everybody.add(subscriber);
    return everybody;
  }

  /**
   * The watches that a row belongs to, the nearest first, wanted or not; `undefined` when the row does not say what it
   * is about. More than one candle's watch for a row without a period means that nobody can know which.
   */
  find(channel: Channel, row: unknown): readonly Watch[] | undefined {
    const symbol = symbolOf(row);
    if (symbol !== undefined && channel.name !== "kline" && channel.name !== "balance") {
      return this.of(channel, symbol);
    }
    const keys = keysOf(channel.name, this.#endpoint, row);
    if (symbol !== undefined && keys?.length === 0) return this.of(channel, symbol);
    return keys && this.#at(channel, keys);
  }

  /**
   * The watches of a symbol as the exchange writes it, the nearest first, wanted or not; of candles, those of any
   * period. `undefined` for a symbol that the channel has no rows of.
   */
  of(channel: Channel, symbol: string): readonly Watch[] | undefined {
    const known = this.#found.get(channel, symbol) ?? this.#strangers.get(channel, symbol);
    if (known) return known === NO_ROWS ? undefined : known;
    const keys = keysOfSymbol(channel.name, this.#endpoint, symbol);
    const watches = keys && this.#at(channel, keys);
    if (symbol.length > LONGEST_NAME) return watches;
    if (watches && watches.length > 0) this.#found.set(channel, copyOfName(symbol), watches);
    else this.#strangers.set(channel, copyOfName(symbol), watches ? NOBODY : NO_ROWS);
    return watches;
  }

  /** The watches of any of these symbols; `undefined` when the channel has no rows of one of them. */
  ofAll(channel: Channel, symbols: readonly string[]): readonly Watch[] | undefined {
    if (symbols.length === 1) return this.of(channel, symbols[0] as string);
    const found =
      this.#foundForLists.get(channel) ?? new WeakMap<readonly string[], readonly Watch[] | undefined>();
    if (found.has(symbols)) return found.get(symbols);
    const watches = symbols.map((symbol) => this.of(channel, symbol));
    const all = watches.includes(undefined) ? undefined : [...new Set(watches.flatMap((some) => some ?? []))];
    found.set(symbols, all);
    this.#foundForLists.set(channel, found);
    return all;
  }

  #forget(): void {
    this.#found.clear();
    this.#strangers.clear();
    this.#foundForLists.clear();
  }

  #at(channel: Channel, keys: readonly string[]): readonly Watch[] {
    const watches = keys.flatMap((key) => this.#watches.get(identityOf(channel, key)) ?? []);
    // A list that grew has room for sixteen more, a copy of it has none; there is one for each symbol.
    return watches.filter(({ entry }) => entry.state !== "expired").slice();
  }
}

export function isWanted({ recipients }: Watch): boolean {
  return recipients.length > 0;
}

function identityOf(channel: Channel, key: string): string {
  return `${channel.dataType} ${key}`;
}

function symbolOf(row: unknown): string | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const { s: symbol } = row as { s?: unknown };
  return typeof symbol === "string" ? symbol : undefined;
}
