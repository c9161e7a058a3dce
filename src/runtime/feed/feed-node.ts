import type { Node, NodeAPI, NodeMessage } from "node-red";
import type { Update } from "../../link/feed/update";
import { CHANNELS, type Endpoint } from "../../protocol/channels";
import { CoincallError } from "../../protocol/error";
import type { Connection } from "../connection/connection";
import type { WatchedSymbol } from "../connection/observers";
import { presentable } from "../connection/presentable";
import { StatusLine, type StatusView } from "../status-line";
import { readControl } from "./control";
import type { FeedDefinition } from "./definition";
import { historyOf } from "./history/history-of";
import type { NodeHistory } from "./history/node-history";
import { MadeFeed } from "./made/made-feed";
import type { NodeSubscription } from "./made/made-subscription";
import { News } from "./news/news";
import { Orders } from "./orders";
import { Outlet } from "./outlet";
import { OverdueWatch } from "./overdue";
import type { FeedProperties } from "./properties";
import { KeptChoices } from "./rolling/kept-choices";
import { RollingList } from "./rolling/rolling-list";
import { statusView } from "./status-view";
import { OwnSymbols } from "./symbols/own-symbols";
import { Tally } from "./tally";
import { WatchList } from "./watch-list";
import type { Watched, Watcher } from "./watched";

type Send = (message: NodeMessage) => void;

/** A palette node at work: it wants subscriptions of its connection and sends what comes of them. */
export class FeedNode implements Watcher {
  readonly exact: boolean;
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #definition: FeedDefinition;
  readonly #properties: FeedProperties;
  readonly #connection: Connection;
  readonly #feed: MadeFeed;
  readonly #rollingNames: RollingList;
  readonly #watchList: WatchList;
  readonly #orders: Orders;
  readonly #ownSymbols: OwnSymbols;
  readonly #outlet: Outlet;
  /** Of candles and trades: what of them was missed. */
  readonly #history: NodeHistory | undefined;
  readonly #status: StatusLine;
  readonly #overdueWatch: OverdueWatch | undefined;
  readonly #news = new News(
    (error) => this.#report(error),
    (error) => this.#presentable(error).message,
  );
  /** What is wrong with the saved symbols; those that are right are subscribed all the same. */
  #problem: CoincallError | undefined;
  #connectionSeen = 0;
  /** The connection that data last came over: only its first message can change the status, unless symbols do. */
  #dataConnection = 0;

  constructor(
    RED: NodeAPI,
    node: Node,
    definition: FeedDefinition,
    properties: FeedProperties,
    connection: Connection,
  ) {
    this.exact = properties.numbers === "string";
    this.#RED = RED;
    this.#node = node;
    this.#definition = definition;
    this.#properties = properties;
    this.#connection = connection;
    this.#feed = new MadeFeed(connection.feed(properties.endpoint));
    const tally = new Tally();
    this.#rollingNames = this.#makeRollingNames(tally);
    const removed = (watched: Watched) => {
      this.#history?.left(watched);
      this.#removed(watched);
    };
    this.#watchList = new WatchList(this.#feed, this, removed, tally, this.#rollingNames);
    this.#orders = new Orders(definition, properties, connection.properties.protocol, this.#watchList, {
      refresh: () => this.#ownSymbols.refresh(),
      latest: (watched) => this.#outlet.latest(watched),
      coverageOf: (watched) => this.#history?.coverageOf(watched),
      covered: () => this.#history && [...this.#history.covered()],
    });
    this.#ownSymbols = new OwnSymbols(RED, node, properties, this.#orders, {
      problem: (error) => this.#complain(error),
      late: (error) => this.#report(error),
      missing: () => this.#status.refresh(),
      watched: () => {
        // What was wrong with them need not be any more.
        this.#problem = undefined;
        this.#status.refresh();
      },
    });
    this.#outlet = new Outlet(node, definition, properties, connection, this.#watchList);
    this.#history = historyOf(definition, properties, connection, this.#outlet, {
      missed: (missed) => this.#news.missed(missed),
      changed: () => this.#status.refresh(),
    });
    this.#status = new StatusLine(RED, node, () => this.#view());
    if (properties.overdue > 0) this.#overdueWatch = this.#watchForOverdue(properties.overdue * 1000);
  }

  /** Subscribes to the saved symbols, as soon as they are there. */
  start(): void {
    this.#ownSymbols.start();
  }

  /** A node that watches nothing has nothing to miss. */
  concernedBy(): Endpoint | undefined {
    return this.#watchList.size > 0 ? this.#properties.endpoint : undefined;
  }

  close(): void {
    this.#ownSymbols.close();
    this.#overdueWatch?.close();
    this.#news.close();
    this.#history?.close();
    this.#watchList.close();
    this.#outlet.close();
    this.#status.close();
  }

  input(message: object, send: Send, done: (error?: Error) => void): void {
    this.#follow(message, send).then(
      () => done(),
      (error) => done(error instanceof CoincallError ? this.#presentable(error) : error),
    );
  }

  receive(watched: Watched, update: Update): void {
    if (this.#history) this.#history.receive(watched, update);
    else this.#outlet.offer(update, watched);
    if (!watched.isReadable) return;
    this.#watchList.received(watched, update);
    this.#overdueWatch?.heard(watched);
    if (update.connection === this.#dataConnection) return;
    this.#dataConnection = update.connection;
    this.#status.refresh();
  }

  stateChanged(subscription?: NodeSubscription): void {
    const watched = subscription && this.#watchList.stateChanged(subscription);
    if (watched) this.#history?.look(watched);
    else if (!subscription) this.#history?.linkChanged();
    if (this.#feed.connection !== this.#connectionSeen) this.#watchList.listenAnew();
    this.#connectionSeen = this.#feed.connection;
    this.#status.refresh();
  }

  rejected(error: CoincallError): void {
    this.#news.rejected(error);
  }

  expired(subscription: NodeSubscription): boolean {
    const watched = this.#watchList.expire(subscription);
    if (watched) this.#news.expired(watched.subscription.label);
    return true;
  }

  #makeRollingNames(tally: Tally): RollingList {
    return new RollingList(this.#feed, () => this.#connection.market, tally, new KeptChoices(this.#node), {
      exact: this.exact,
      receive: (watched, update) => this.receive(watched, update),
      left: (watched) => {
        this.#history?.left(watched);
        this.#outlet.left(watched);
        this.#removed(watched);
      },
      answered: (watched) => this.#history?.look(watched),
      linkChanged: () => this.stateChanged(),
      rejected: (error) => this.rejected(error),
      ended: (name) => this.#news.expired(name),
      unchosen: (name, problem) => this.#news.unchosen(name, problem),
      changed: () => {
        // The first message of what is watched now changes the status.
        this.#dataConnection = 0;
        this.#status.refresh();
      },
    });
  }

  async #follow(message: object, send: Send): Promise<void> {
    const control = readControl(message, CHANNELS[this.#definition.channel].addressing);
    const answer = await this.#orders.follow(control);
    if (control.action === "clear" || control.action === "replace") {
      // Others are watched now.
      this.#ownSymbols.close();
      this.#problem = undefined;
    }
    // With the message that asked: link calls and HTTP responses hang on its other properties.
    if (answer) send({ ...message, ...answer });
    this.#dataConnection = 0;
    this.#status.refresh();
  }

  #watchForOverdue(limit: number): OverdueWatch {
    const { observers } = this.#connection;
    return new OverdueWatch(limit, this.#watchList, {
      overdue: (watched) => observers.overdue(this.#nameOf(watched)),
      recovered: (watched) => {
        observers.recovered(this.#nameOf(watched));
        this.#status.refresh();
      },
      checked: () => this.#status.refresh(),
    });
  }

  #removed(watched: Watched): void {
    this.#outlet.removed(watched);
    if (watched.overdue) this.#connection.observers.forgotten(this.#nameOf(watched));
  }

  #nameOf({ label, subscription: { channel, endpoint } }: Watched): WatchedSymbol {
    return { channel: channel.name, endpoint, symbol: label };
  }

  #complain(problem: CoincallError): void {
    this.#problem ??= this.#presentable(problem);
    this.#status.refresh();
    this.#report(problem);
  }

  #report(error: CoincallError): void {
    this.#node.error(this.#presentable(error), {});
  }

  #presentable(error: CoincallError): CoincallError {
    return presentable(this.#RED, this.#connection, error);
  }

  #view(): StatusView {
    return statusView(this.#RED, this.#connection, this.#feed, {
      watchList: this.#watchList,
      rollingNames: this.#rollingNames,
      history: this.#history,
      period: this.#properties.period,
      waitsFor: this.#ownSymbols.awaitedFrom,
      problem: this.#problem,
      presentable: (error) => this.#presentable(error),
    });
  }
}
