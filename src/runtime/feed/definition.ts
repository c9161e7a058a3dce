import type { AnyPeriod } from "../../history/periods/made-periods";
import type { Update } from "../../link/feed/update";
import type { Following } from "../../market/rolling/rule";
import type { ChannelName, Endpoint } from "../../protocol/channels";
import type { ProtocolName } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import type { Numbers } from "../../protocol/text/numbers";
import type { KeptSeries, Surroundings } from "./history/series/kept-series";
import type { NodeSubscription } from "./made/made-subscription";
import type { FeedProperties } from "./properties";

/** What makes a palette node one of its kind; all else is the same for all of them. */
export interface FeedDefinition {
  /** As flows are saved with it: `coincall-kline`. */
  readonly type: string;
  readonly channel: ChannelName;
  /** The properties that it has beside those of every node. Source: docs/contract.md, "Palette nodes". */
  readonly properties: readonly (keyof FeedProperties)[];
  /** Where its defaults differ from the usual ones. */
  readonly defaults?: Partial<FeedProperties>;
  /** For a channel that no symbol is named for: what `subscription` is called with. */
  readonly fixedSymbols?: readonly string[];
  /** What is wrong with right properties where a connection speaks this dialect. */
  misfit?(properties: FeedProperties, protocol: ProtocolName): CoincallError | undefined;
  /**
   * The subscription that a symbol means to this node.
   *
   * @throws CoincallError COINCALL_CONFIG when the symbol can't be subscribed this way
   */
  subscription(symbol: string, wish: Wish): NodeSubscription;
  /** Of candles and trades: what knows what was told of a subscription, and what of it was missed. */
  series?(subscription: NodeSubscription, properties: FeedProperties, around: Surroundings): KeptSeries;
  /** Makes what turns updates into payloads; a node has one of its own, which may remember earlier updates. */
  presenter(properties: FeedProperties, leftOut: LeftOut): Presenter;
  /** What is left of two updates of one topic when only one message may go out; the newer one unless said. */
  merge?(waiting: Update, update: Update): Update;
}

/** What a subscription needs to know beside its symbol. */
export interface Wish {
  readonly endpoint: Endpoint;
  readonly protocol: ProtocolName;
  readonly period: AnyPeriod;
  /** As it was written; empty for none. */
  readonly expiry: string | number;
  /** Whether trades are those of the channel that has ids. */
  readonly tradeIds: boolean;
  /** How rolling names are followed. */
  readonly following: Following;
  /** ms since 1970, the exchange's clock: what is over by then can't be wished for. */
  readonly now: number;
}

/** Is told how many rows a presenter left out, since it keeps no more than so many. */
export type LeftOut = (most: number, rows: number) => void;

/** What a presenter may know of that which an update is watched for. */
export interface About {
  /** The same for all updates of one thing, a rolling name for instance, and of nothing else of the node. */
  readonly key: string;
  /** Of candles. */
  readonly period?: AnyPeriod | undefined;
  /** ms since 1970, the exchange's clock: when the exchange was asked for it, and this node wanted it. */
  since(): number;
}

export interface Presenter {
  /** Whether an update can become a message at all; every one can unless said. */
  wants?(update: Update): boolean;
  /** How many rows a payload has; as many as the update unless said. */
  rowsIn?(payload: unknown): number;
  /** The payload of an update; `undefined` when there is nothing to tell. */
  payload<N extends number | string>(update: Update, numbers: Numbers<N>, about: About): unknown;
  /** What `payload` gives, for somebody who asks: nothing is remembered of it. The same as `payload` unless said. */
  asked?<N extends number | string>(update: Update, numbers: Numbers<N>, about: About): unknown;
}
