import type { Node, NodeMessage } from "node-red";
import type { Gap } from "../../history/told";
import type { Update } from "../../link/feed/update";
import { asDecimals, asNumbers } from "../../protocol/text/numbers";
import type { Connection } from "../connection/connection";
import type { Place } from "../connection/room";
import { type LastMessage, tellLastMessage } from "../last-messages";
import type { Rolled } from "../market/rolled";
import type { FeedDefinition, Presenter } from "./definition";
import { joinedGap } from "./history/joined-gap";
import type { ToldUpdate } from "./history/told-update";
import { Latest, mayBeKept } from "./latest/latest";
import { oneValue } from "./presenters/one-value";
import { Pressure } from "./pressure";
import type { FeedProperties } from "./properties";
import { Thinning } from "./thinning";
import type { WatchList } from "./watch-list";
import { placeOf, type Watched } from "./watched";

/** What came last of something that is watched: a message as it went out, or would. */
export interface LatestMessage {
  readonly message: NodeMessage;
  /** ms since 1970, this machine's clock. */
  readonly received: number;
}

/** What a message says of what was before it. */
interface Marks {
  readonly resumed?: boolean;
  readonly rolled?: Rolled | undefined;
  readonly gap?: Gap | undefined;
}

const PLAIN: Marks = {};

/** Makes messages of updates and sends them. Source: docs/contract.md, "Messages out". */
export class Outlet {
  readonly #node: Node;
  readonly #definition: FeedDefinition;
  readonly #properties: FeedProperties;
  readonly #connection: Connection;
  readonly #watchList: WatchList;
  readonly #presenter: Presenter;
  /** The same for those who ask, which changes nothing. */
  readonly #asked: Presenter;
  readonly #place: Place;
  readonly #pressure: Pressure;
  readonly #thinning: Thinning | undefined;
  readonly #latest: Latest;
  /** What the last message was made of: a form can ask for it. */
  #last: ToldUpdate | undefined;
  #lastWatched: Watched | undefined;
  #lastMarks = PLAIN;

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
    this.#latest = new Latest(this.#place);
    const presenter = definition.presenter(properties, leftOut);
    this.#presenter = properties.value === "" ? presenter : oneValue(presenter, properties.value);
    this.#asked = { ...this.#presenter, payload: this.#presenter.asked ?? this.#presenter.payload };
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

  /** It is not sent yet, and is the latest all the same. */
  waits(update: Update, watched: Watched): void {
    if (this.#presenter.wants?.(update) === false) return;
    if (this.#payloadOf(update, watched, this.#asked) !== undefined) this.#latest.remember(update, watched);
  }

  /** It is watched no more. */
  removed(watched: Watched): void {
    this.#latest.forget(watched);
  }

  /** What came last of something, a row a topic: what went out last, or waits to. */
  latest(watched: Watched): readonly LatestMessage[] {
    this.#latest.asked();
    const told = this.#latest.of(watched).map((remembered) => remembered.update());
    if (told.length > 0) return told.flatMap((update) => this.#newest(watched, update.topic, update) ?? []);
    return this.#newest(watched, watched.subscription.label) ?? [];
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
    const payload = this.#payloadOf(update, watched, this.#asked);
    return {
      at: update.frame.received,
      message: this.#withRaw(this.#messageOf(update, payload, watched, this.#lastMarks), update),
    };
  }

  /** @param told what went out last */
  #newest(watched: Watched, topic: string, told?: ToldUpdate): [LatestMessage] | undefined {
    const place = placeOf({ topic }, watched);
    const waiting = this.#thinning?.waiting(place) ?? [];
    for (const update of [...waiting, this.#pressure.waiting(place), told]) {
      if (!update || update.rows.length === 0) continue;
      const payload = this.#payloadOf(update, watched, this.#asked);
      if (payload === undefined) continue;
      return [{ message: this.#messageOf(update, payload, watched, PLAIN), received: update.frame.received }];
    }
    return undefined;
  }

  /** @returns how many rows were sent */
  #deliver(update: ToldUpdate, watched?: Watched): number {
    // What had to wait may not be watched any more.
    if (!watched || watched.isLeft) return 0;
    const { rows } = update;
    watched.isReadable = rows.length > 0;
    if (!watched.isReadable) return 0;
    const payload = this.#payloadOf(update, watched, this.#presenter);
    if (payload === undefined) return 0;
    this.#send(update, payload, watched);
    return this.#presenter.rowsIn?.(payload) ?? rows.length;
  }

  #send(update: ToldUpdate, payload: unknown, watched: Watched): void {
    const isLive = update.mark === undefined;
    this.#lastMarks = {
      resumed: isLive && watched.resumes(update),
      rolled: watched.rolled,
      gap: isLive ? watched.gap : update.gap,
    };
    if (isLive) watched.gap = undefined;
    watched.rolled = undefined;
    this.#last = mayBeKept(update) ? update : undefined;
    this.#lastWatched = watched;
    this.#latest.remember(update, watched);
    this.#node.send(this.#withRaw(this.#messageOf(update, payload, watched, this.#lastMarks), update));
  }

  #messageOf(
    update: ToldUpdate,
    payload: unknown,
    watched: Watched,
    { resumed, rolled, gap }: Marks,
  ): NodeMessage {
    const { subscription, frame, sent, mark, made } = update;
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
    } as NodeMessage;
  }

  #withRaw(message: NodeMessage, { frame }: Update): NodeMessage {
    // The exchange may repeat in it what we sent.
    return this.#properties.includeRaw && frame.size > 0
      ? ({ ...message, raw: this.#connection.maskedFrame(frame) } as NodeMessage)
      : message;
  }

  #payloadOf(update: Update, watched: Watched, presenter: Presenter): unknown {
    const { key, subscription } = watched;
    const since = () => this.#watchList.wantedAt(watched, update);
    const about = { key, period: subscription.period, since };
    return this.#properties.numbers === "string"
      ? presenter.payload(update, asDecimals, about)
      : presenter.payload(update, asNumbers, about);
  }
}
