import type { Node } from "node-red";
import type { Update } from "../../link/feed/update";
import { asDecimals, asNumbers } from "../../protocol/text/numbers";
import type { Connection } from "../connection/connection";
import type { Place } from "../connection/room";
import type { About, FeedDefinition, Presenter } from "./definition";
import { oneValue } from "./presenters/one-value";
import { Pressure } from "./pressure";
import type { FeedProperties } from "./properties";
import { Thinning } from "./thinning";
import type { WatchList } from "./watch-list";
import type { Watched } from "./watched";

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
    const pass = (update: Update, watched?: Watched) => this.#pressure.offer(update, watched);
    if (properties.emit !== "latest") return;
    this.#thinning = new Thinning(properties.interval, merge, pass, this.#place, leftOut);
  }

  offer(update: Update, watched: Watched): void {
    if (this.#presenter.wants?.(update) === false) return;
    if (this.#thinning) this.#thinning.offer(update, watched);
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

  close(): void {
    this.#thinning?.close();
    this.#pressure.close();
    this.#connection.room.leave(this.#place);
  }

  /** @returns how many rows were sent */
  #deliver(update: Update, watched?: Watched): number {
    // What had to wait may not be watched any more.
    if (!watched || watched.isLeft) return 0;
    const { rows } = update;
    watched.isReadable = rows.length > 0;
    if (!watched.isReadable) return 0;
    const payload = this.#payloadOf(update, {
      key: watched.key,
      since: () => this.#watchList.wantedAt(watched, update),
    });
    if (payload === undefined) return 0;
    this.#send(update, payload, watched);
    return this.#presenter.rowsIn?.(payload) ?? rows.length;
  }

  #send(update: Update, payload: unknown, watched: Watched): void {
    const { subscription, frame, sent } = update;
    const { rolled } = watched;
    watched.rolled = undefined;
    this.#node.send({
      topic: watched.topicOf(update),
      payload,
      coincall: {
        channel: this.#definition.channel,
        endpoint: subscription.endpoint,
        environment: this.#connection.properties.environment,
        received: frame.received,
        ...(sent === undefined ? {} : { sent }),
        ...(watched.resumes(update) ? { resumed: true } : {}),
        connection: this.#connection.name,
        ...(rolled ? { rolled } : {}),
      },
      // The exchange may repeat in it what we sent.
      ...(this.#properties.includeRaw ? { raw: this.#connection.maskedFrame(frame) } : {}),
    });
  }

  #payloadOf(update: Update, about: About): unknown {
    return this.#properties.numbers === "string"
      ? this.#presenter.payload(update, asDecimals, about)
      : this.#presenter.payload(update, asNumbers, about);
  }
}
