import type { Node } from "node-red";
import type { Update } from "../../link/feed/update";
import { asDecimals, asNumbers } from "../../protocol/text/numbers";
import type { Connection } from "../connection/connection";
import type { FeedDefinition, Presenter } from "./definition";
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
    this.#presenter = definition.presenter(properties);
    const merge = definition.merge ?? ((_waiting: Update, update: Update) => update);
    const feed = connection.feed(properties.endpoint);
    this.#pressure = new Pressure(
      merge,
      (update, watched) => this.#deliver(update, watched),
      (loss, count) => feed.drops.report("overflow", loss, {}, count),
    );
    const pass = (update: Update, watched?: Watched) => this.#pressure.offer(update, watched);
    this.#thinning =
      properties.emit === "latest" ? new Thinning(properties.interval, merge, pass) : undefined;
  }

  offer(update: Update, watched: Watched): void {
    if (this.#presenter.wants?.(update) === false) return;
    if (this.#thinning) this.#thinning.offer(update, watched);
    else this.#pressure.offer(update, watched);
  }

  close(): void {
    this.#thinning?.close();
    this.#pressure.close();
  }

  /** What had to wait is looked for on the list: it may not be watched any more. */
  #deliver(update: Update, watched = this.#watchList.of(update)): void {
    if (!watched) return;
    watched.isReadable = update.rows.length > 0;
    if (!watched.isReadable) return;
    const payload = this.#payloadOf(update, () => this.#watchList.wantedAt(watched, update));
    if (payload !== undefined) this.#send(update, payload, watched.resumes(update));
  }

  #send(update: Update, payload: unknown, resumed: boolean): void {
    const { topic, subscription, frame, sent } = update;
    this.#node.send({
      topic,
      payload,
      coincall: {
        channel: this.#definition.channel,
        endpoint: subscription.endpoint,
        environment: this.#connection.properties.environment,
        received: frame.received,
        ...(sent === undefined ? {} : { sent }),
        ...(resumed ? { resumed: true } : {}),
        connection: this.#connection.name,
      },
      // The exchange may repeat in it what we sent.
      ...(this.#properties.includeRaw ? { raw: this.#connection.maskedFrame(frame) } : {}),
    });
  }

  #payloadOf(update: Update, since: () => number): unknown {
    return this.#properties.numbers === "string"
      ? this.#presenter.payload(update, asDecimals, since)
      : this.#presenter.payload(update, asNumbers, since);
  }
}
