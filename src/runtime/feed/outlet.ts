import type { Node, NodeMessage } from "node-red";
import type { Gap } from "../../history/told";
import type { Update } from "../../link/feed/update";
import { asDecimals, asNumbers } from "../../protocol/text/numbers";
import type { Connection } from "../connection/connection";
import type { Place } from "../connection/room";
import { type LastMessage, tellLastMessage } from "../last-messages";
import type { Rolled } from "../market/rolled";
import type { About, FeedDefinition, Presenter } from "./definition";
import { joinedGap } from "./history/joined-gap";
import type { ToldUpdate } from "./history/told-update";
import { oneValue } from "./presenters/one-value";
import { Pressure } from "./pressure";
import type { FeedProperties } from "./properties";
import { Thinning } from "./thinning";
import type { WatchList } from "./watch-list";
import type { Watched } from "./watched";

/** Bytes of a frame that a node may hold on to, and rows; the longest of the exchange have 160 kB, and some hundred. */
const LONGEST_KEPT = 256 * 1024;
const MOST_ROWS_KEPT = 1_000;

/** Makes messages of updates and sends them. Source: docs/contract.md, "Messages out". */
export class Outlet {
  readonly #node: Node;
  readonly #definition: FeedDefinition;
  readonly #properties: FeedProperties;
  readonly #connection: Connection;
  readonly #watchList: WatchList;
  readonly #presenter: Presenter;
  readonly #place: Place;
  readonly #pressure: Pressure;
  readonly #thinning: Thinning | undefined;
  /** What the last message was made of: a form can ask for it. */
  #last: ToldUpdate | undefined;
  #lastWatched: Watched | undefined;
  #lastResumed = false;
  #lastRolled: Rolled | undefined;
  #lastGap: Gap | undefined;

  constructor(
    node: Node,
    definition: FeedDefinition,
    properties: FeedProperties,
    connection: Connection,
    watchList: WatchList,
  ) {
    this.#node = node;
    this.#definition = definition;
    this.#properties = properties;
    this.#connection = connection;
    this.#watchList = watchList;
    const { drops } = connection.feed(properties.endpoint);
    const leftOut = (most: number, rows: number) => drops.exceeded(definition.channel, most, rows);
    this.#place = connection.room.place(() => watchList.size, properties.includeRaw);
    const presenter = definition.presenter(properties, leftOut);
    this.#presenter = properties.value === "" ? presenter : oneValue(presenter, properties.value);
    const merge = definition.merge ?? ((_waiting: Update, update: Update) => update);
    this.#pressure = new Pressure(
      merge,
      (update, watched) => this.#deliver(update, watched),
      (loss, count) => drops.report("overflow", loss, {}, count),
      this.#place,
    );
    tellLastMessage(node, () => this.#lastMessage());
    const pass = (update: Update, watched?: Watched) => this.#pressure.offer(update, watched);
    if (properties.emit !== "latest") return;
    this.#thinning = new Thinning(properties.interval, merge, pass, this.#place, leftOut);
  }

  /** An update as it may wait elsewhere. */
  own(update: Update): Update {
    return this.#place.own(update);
  }

  offer(update: ToldUpdate, watched: Watched): void {
    if (update.mark || update.gap) {
      // What waits is older.
      this.#thinning?.release(watched, true);
      if (!update.mark) this.#interrupted(update, watched);
    }
    if (this.#presenter.wants?.(update) === false) return;
    if (this.#thinning && !update.mark) this.#thinning.offer(update, watched);
    else this.#pressure.offer(update, watched);
  }

  /**
   * Nothing more comes of it, because its name is another option now. No trade is lost, and no final candle; of anything
   * else the newer takes the place of what waits.
   */
  left(watched: Watched): void {
    const { channel } = this.#definition;
    if (channel !== "trades" && channel !== "kline") return;
    this.#thinning?.release(watched);
    this.#pressure.release(watched);
  }

  /** The next live message that goes out says so, whichever that is. */
  #interrupted({ gap }: ToldUpdate, watched: Watched): void {
    this.#pressure.release(watched);
    watched.gap = gap && joinedGap(watched.gap, gap);
  }

  close(): void {
    this.#thinning?.close();
    this.#pressure.close();
    this.#connection.room.leave(this.#place);
    this.#last = undefined;
    this.#lastWatched = undefined;
  }

  /**
   * The last message, made anew: nothing is copied for it while messages go out, and a flow may have changed what it got.
   * That of a frame which is too long to be kept is not known.
   */
  #lastMessage(): LastMessage | undefined {
    const update = this.#last;
    const watched = this.#lastWatched;
    if (!update || !watched) return undefined;
    const payload = this.#payloadOf(update, this.#about(update, watched));
    return { at: update.frame.received, message: this.#messageOf(update, payload, watched) };
  }

  /** @returns how many rows were sent */
  #deliver(update: ToldUpdate, watched?: Watched): number {
    // What had to wait may not be watched any more.
    if (!watched || watched.isLeft) return 0;
    const { rows } = update;
    watched.isReadable = rows.length > 0;
    if (!watched.isReadable) return 0;
    const payload = this.#payloadOf(update, this.#about(update, watched));
    if (payload === undefined) return 0;
    this.#send(update, payload, watched);
    return this.#presenter.rowsIn?.(payload) ?? rows.length;
  }

  #send(update: ToldUpdate, payload: unknown, watched: Watched): void {
    const isLive = update.mark === undefined;
    this.#lastResumed = isLive && watched.resumes(update);
    this.#lastGap = isLive ? watched.gap : update.gap;
    if (isLive) watched.gap = undefined;
    this.#lastRolled = watched.rolled;
    watched.rolled = undefined;
    this.#last = mayBeKept(update) ? update : undefined;
    this.#lastWatched = watched;
    this.#node.send(this.#messageOf(update, payload, watched));
  }

  #messageOf(update: ToldUpdate, payload: unknown, watched: Watched): NodeMessage {
    const { subscription, frame, sent, mark, made } = update;
    const resumed = this.#lastResumed;
    const rolled = this.#lastRolled;
    const gap = this.#lastGap;
    return {
      topic: watched.topicOf(update),
      payload,
      coincall: {
        channel: this.#definition.channel,
        endpoint: subscription.endpoint,
        environment: this.#connection.properties.environment,
        received: frame.received,
        ...(sent === undefined ? {} : { sent }),
        ...(resumed ? { resumed: true } : {}),
        connection: this.#connection.name,
        ...(rolled ? { rolled } : {}),
        ...(gap ? { gap } : {}),
        ...(mark ? { [mark]: true } : {}),
        ...(made ? { made: true } : {}),
      },
      // The exchange may repeat in it what we sent.
      ...(this.#properties.includeRaw && frame.size > 0 ? { raw: this.#connection.maskedFrame(frame) } : {}),
    } as NodeMessage;
  }

  #about(update: Update, watched: Watched): About {
    const { key, subscription } = watched;
    return { key, period: subscription.period, since: () => this.#watchList.wantedAt(watched, update) };
  }

  #payloadOf(update: Update, about: About): unknown {
    return this.#properties.numbers === "string"
      ? this.#presenter.payload(update, asDecimals, about)
      : this.#presenter.payload(update, asNumbers, about);
  }
}

function mayBeKept(update: Update): boolean {
  return update.frame.size <= LONGEST_KEPT && (update.count ?? update.rows.length) <= MOST_ROWS_KEPT;
}
