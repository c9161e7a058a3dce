import type { Feed } from "../../link/feed/feed";
import type { Update } from "../../link/feed/update";
import type { Recipient, Subscriber } from "../../link/feed/watches";
import { type ChainQuotes, quotesOf } from "../../market/quotes";
import { type ChainRow, decodeChainRow, type RawChainRow } from "../../protocol/decode";
import type { Subscription } from "../../protocol/subscription";
import { asNumbers } from "../../protocol/text/numbers";

/** ms between two looks at a chain. */
const INTERVAL = 1_000;
/** Options of one chain, at most; ten times what the exchange has. */
const MOST_ROWS = 4_000;

/** What a chain says, looked at once a second at most: other frames of it stay unread. No node has it on its list. */
export class ChainWatch implements Subscriber, Recipient {
  readonly exact = false;
  readonly subscriber = this;
  readonly #feed: Feed;
  readonly #subscription: Subscription;
  readonly #looked: (symbols: readonly string[]) => void;
  #waiting: Update | undefined;
  #quotes: ChainQuotes | undefined;
  /** The newest of each option: a push can hold a part of the chain. */
  readonly #rows = new Map<string, ChainRow<number>>();
  /** The connection that they came over. */
  #connection = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param looked is told of each look, with the options that the chain has */
  constructor(feed: Feed, subscription: Subscription, looked: (symbols: readonly string[]) => void) {
    this.#feed = feed;
    this.#subscription = subscription;
    this.#looked = looked;
    feed.subscribe(subscription, this);
  }

  /** `undefined` while nothing came over the present connection: what was before an outage tells nothing of now. */
  get quotes(): ChainQuotes | undefined {
    const isPresent = this.#feed.state.name === "open" && this.#connection === this.#feed.connection;
    return isPresent ? this.#quotes : undefined;
  }

  askAgain(): void {
    this.#feed.askAgain(this.#subscription);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = undefined;
    this.#feed.unsubscribe(this.#subscription, this);
  }

  receive(update: Update): void {
    if (this.#timer === undefined) {
      this.#look(update);
      return;
    }
    update.frame.keep();
    this.#waiting = update;
  }

  stateChanged(): void {}

  /** Those who need it have no price to choose by, and say so. */
  rejected(): void {}

  expired(): boolean {
    return false;
  }

  #look(update: Update): void {
    const { rows, connection } = update;
    this.#timer = setTimeout(() => this.#intervalOver(), INTERVAL);
    if (rows.length === 0) return;
    const decoded = rows.map((row) => decodeChainRow(row as RawChainRow, asNumbers));
    if (connection !== this.#connection || this.#rows.size + decoded.length > MOST_ROWS) this.#rows.clear();
    for (const row of decoded) this.#rows.set(row.symbol, row);
    this.#quotes = quotesOf(this.#rows.values());
    this.#connection = connection;
    this.#looked(decoded.map(({ symbol }) => symbol));
  }

  #intervalOver(): void {
    const waiting = this.#waiting;
    this.#timer = undefined;
    this.#waiting = undefined;
    if (waiting) this.#look(waiting);
  }
}
