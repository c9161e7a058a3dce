import type { Node, NodeAPI, NodeMessage } from "node-red";
import type { Feed } from "../../link/feed/feed";
import type { Update } from "../../link/feed/update";
import { CHANNELS, type Endpoint } from "../../protocol/channels";
import { CoincallError } from "../../protocol/error";
import type { Subscription } from "../../protocol/subscription";
import type { Connection } from "../connection/connection";
import type { WatchedSymbol } from "../connection/observers";
import { onFlowsStarted } from "../flow-start";
import { linkWords } from "../link-words";
import { type NodeAtWork, registerPaletteNode } from "../palette-node";
import { StatusLine, type StatusView } from "../status-line";
import { translated } from "../texts";
import { readControl } from "./control";
import type { FeedDefinition } from "./definition";
import { News } from "./news/news";
import { Orders } from "./orders";
import { Outlet } from "./outlet";
import { OverdueWatch } from "./overdue";
import { type FeedProperties, feedPropertyCheck } from "./properties";
import { AwaitedSymbols } from "./symbols/awaited-symbols";
import { isInContext, savedSymbols, sourceOf, symbolsAwaited } from "./symbols/symbol-source";
import { WatchList } from "./watch-list";
import type { Watched, Watcher } from "./watched";
import { wishesFor } from "./wishes";

type Send = (message: NodeMessage) => void;

/** Registers a palette node that sends what a channel brings. */
export function registerFeedNode(RED: NodeAPI, definition: FeedDefinition): void {
  registerPaletteNode(RED, {
    type: definition.type,
    check: feedPropertyCheck(definition.properties, definition.defaults ?? {}),
    run: (node, properties, connection) => runFeedNode(RED, node, definition, properties, connection),
  });
}

function runFeedNode(
  RED: NodeAPI,
  node: Node,
  definition: FeedDefinition,
  properties: FeedProperties,
  connection: Connection,
): NodeAtWork {
  const feedNode = new FeedNode(RED, node, definition, properties, connection);
  const notStarted = onFlowsStarted(RED, () => feedNode.start());
  node.on("input", (message, send, done) => feedNode.input(message, send, done));
  return {
    concernedBy: () => feedNode.concernedBy(),
    close: () => {
      notStarted();
      feedNode.close();
    },
  };
}

/** A palette node at work: it wants subscriptions of its connection and sends what comes of them. */
class FeedNode implements Watcher {
  readonly exact: boolean;
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #definition: FeedDefinition;
  readonly #properties: FeedProperties;
  readonly #connection: Connection;
  readonly #feed: Feed;
  readonly #watchList: WatchList;
  readonly #savedSymbols: AwaitedSymbols;
  readonly #orders: Orders;
  readonly #outlet: Outlet;
  readonly #status: StatusLine;
  readonly #overdueWatch: OverdueWatch | undefined;
  readonly #news = new News((error) => this.#node.error(this.#presentable(error), {}));
  /** What is wrong with the saved symbols; those that are right are subscribed all the same. */
  #problem: CoincallError | undefined;
  /** Whether the saved symbols are to take the place of what messages have added meanwhile. */
  #isRefreshed = false;
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
    this.#feed = connection.feed(properties.endpoint);
    this.#watchList = new WatchList(this.#feed, this, (watched) => this.#removed(watched));
    this.#savedSymbols = this.#awaitSymbols();
    this.#orders = new Orders(definition, properties, connection.properties.protocol, this.#watchList, () =>
      this.#refresh(),
    );
    this.#outlet = new Outlet(node, definition, properties, connection, this.#watchList);
    this.#status = new StatusLine(RED, node, () => this.#view());
    if (properties.overdue > 0) this.#overdueWatch = this.#watchForOverdue(properties.overdue * 1000);
  }

  /** Subscribes to the saved symbols, as soon as they are there. */
  start(): void {
    void this.#savedSymbols.begin();
  }

  /** A node that watches nothing has nothing to miss. */
  concernedBy(): Endpoint | undefined {
    return this.#watchList.size > 0 ? this.#properties.endpoint : undefined;
  }

  close(): void {
    this.#savedSymbols.close();
    this.#overdueWatch?.close();
    this.#news.close();
    this.#watchList.clear();
    this.#outlet.close();
    this.#status.close();
  }

  input(message: object, send: Send, done: (error?: Error) => void): void {
    try {
      const control = readControl(message, CHANNELS[this.#definition.channel].addressing);
      const answer = this.#orders.follow(control);
      if (control.action === "clear" || control.action === "replace") this.#forgetSaved();
      // With the message that asked: link calls and HTTP responses hang on its other properties.
      if (answer) send({ ...message, ...answer });
      this.#dataConnection = 0;
      this.#status.refresh();
      done();
    } catch (error) {
      done(error instanceof CoincallError ? translated(this.#RED, error) : (error as Error));
    }
  }

  receive(watched: Watched, update: Update): void {
    this.#outlet.offer(update, watched);
    if (!watched.isReadable) return;
    this.#watchList.received(watched, update);
    this.#overdueWatch?.heard(watched);
    if (update.connection === this.#dataConnection) return;
    this.#dataConnection = update.connection;
    this.#status.refresh();
  }

  stateChanged(subscription?: Subscription): void {
    if (subscription) this.#watchList.stateChanged(subscription);
    if (this.#feed.connection !== this.#connectionSeen) this.#watchList.listenAnew();
    this.#connectionSeen = this.#feed.connection;
    this.#status.refresh();
  }

  rejected(error: CoincallError): void {
    this.#news.rejected(error);
  }

  expired(subscription: Subscription): void {
    const watched = this.#watchList.expire(subscription);
    if (watched) this.#news.expired(watched.subscription.label);
  }

  #awaitSymbols(): AwaitedSymbols {
    return new AwaitedSymbols(
      () => savedSymbols(this.#RED, this.#node, this.#properties),
      isInContext(this.#properties),
      {
        found: (symbols) => this.#watchSaved(symbols),
        waits: () => this.#status.refresh(),
        late: () => this.#node.error(this.#presentable(symbolsAwaited(this.#properties)), {}),
        failed: (error) => this.#complain(asCoincallError(error)),
      },
    );
  }

  #watchSaved(symbols: readonly string[]): void {
    this.#problem = undefined;
    const { subscriptions, problems } = wishesFor(this.#definition, symbols, this.#orders.wish());
    if (this.#isRefreshed) this.#watchList.replace(subscriptions);
    else this.#watchList.add(subscriptions);
    for (const problem of problems) this.#complain(problem);
    this.#status.refresh();
  }

  /** What is watched goes on until the symbols have been read. */
  #refresh(): void {
    this.#isRefreshed = true;
    void this.#savedSymbols.begin();
  }

  /** Others are watched now. */
  #forgetSaved(): void {
    this.#savedSymbols.close();
    this.#problem = undefined;
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
    if (watched.overdue) this.#connection.observers.forgotten(this.#nameOf(watched));
  }

  #nameOf({ subscription: { channel, endpoint, label } }: Watched): WatchedSymbol {
    return { channel: channel.name, endpoint, symbol: label };
  }

  #complain(problem: CoincallError): void {
    const complaint = this.#presentable(problem);
    this.#problem ??= complaint;
    this.#node.error(complaint, {});
  }

  #presentable(error: CoincallError): CoincallError {
    return translated(this.#RED, this.#connection.withoutSecrets(error));
  }

  #view(): StatusView {
    const refusal = this.#watchList.problem();
    return {
      problem: this.#problem?.message ?? (refusal && this.#presentable(refusal).message),
      subscriptions: this.#watchList.size,
      waitsFor: this.#savedSymbols.isWaiting ? sourceOf(this.#properties) : undefined,
      expired: this.#watchList.expired,
      link: this.#feed.state,
      words: linkWords(this.#RED, this.#connection, this.#feed.state),
      clockOff: this.#connection.secondsOff,
      hasData: this.#watchList.hasData(),
      overdueFor: this.#watchList.overdueFor(),
      simulated: this.#connection.properties.environment === "simulator",
      now: performance.now(),
    };
  }
}

function asCoincallError(error: unknown): CoincallError {
  return error instanceof CoincallError ? error : new CoincallError("COINCALL_CONFIG", "symbolsUnreadable");
}
