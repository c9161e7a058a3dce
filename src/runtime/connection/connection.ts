import { createHash } from "node:crypto";
import { Feed } from "../../link/feed/feed";
import type { FeedEvents } from "../../link/feed/feed-options";
import { Places } from "../../link/socket/places";
import type { Target } from "../../link/socket/session";
import type { Endpoint } from "../../protocol/channels";
import { type Credentials, type Dialect, dialectOf } from "../../protocol/dialects";
import { CoincallError } from "../../protocol/error";
import type { Instrument } from "../../protocol/symbols/instruments";
import { Market } from "../market/market";
import { rolledTo } from "../market/rolled";
import { EXCHANGES, type KnownExchange } from "../rest/exchanges";
import { Rest } from "../rest/rest";
import { type ServerTime, serverTime } from "../rest/server-time";
import { Coverages } from "./coverages";
import { KeyTime } from "./key-time";
import { Observers } from "./observers";
import { Room } from "./room";
import { baseOf, type ConnectionProperties, restBaseBeside, restBaseOf } from "./settings";
import { joinSimulator, leaveSimulator } from "./simulated-exchange";
import { type TlsNode, targetOf } from "./target";
import { type FrameText, WithoutSecrets } from "./without-secrets";

/** ms; name resolution, TCP, TLS and the upgrade together. */
export const CONNECT_DEADLINE = 15_000;
/** ms; a call takes a part of it to be answered. */
const CLOCK_TOLERANCE = 1_000;

/** Where a feed reports what goes wrong. */
export type FeedProblems = Pick<FeedEvents, "failed" | "unreadable">;

/** An exchange, and this connection's way to it. */
export interface AskedExchange {
  readonly known: KnownExchange;
  readonly rest: Rest;
}

/** Of all connections of this process: several may have one key. */
const PLACES = new Places();

/** What all nodes of one connection share: a feed for each endpoint that somebody uses. It opens nothing by itself. */
export class Connection {
  /** What the user calls it; its node's id where it has no name. */
  readonly name: string;
  readonly properties: ConnectionProperties;
  readonly observers = new Observers();
  readonly room = new Room();
  readonly coverages = new Coverages();
  /** Out of reach of anything that prints an object. */
  readonly #credentials: Credentials;
  readonly #withoutSecrets: WithoutSecrets;
  readonly #tls: TlsNode | undefined;
  readonly #base: string | undefined;
  readonly #dialect: Dialect;
  readonly #keyTime: KeyTime;
  readonly #problems: (endpoint: Endpoint) => FeedProblems;
  readonly #feeds = new Map<Endpoint, Feed>();
  #market: Market | undefined;
  /** Feeds that the exchange is being asked for its time for. */
  readonly #learning = new Map<Feed, Promise<void>>();
  /** The address of the built-in exchange, once this connection has joined it. */
  #simulator: Promise<string> | undefined;

  /**
   * @param clockOff is told when this machine's clock proves to be off, and signatures are made with the exchange's
   * @throws CoincallError COINCALL_CONFIG when the properties make no address
   */
  constructor(
    name: string,
    properties: ConnectionProperties,
    credentials: Credentials,
    tls: TlsNode | undefined,
    problems: (endpoint: Endpoint) => FeedProblems,
    clockOff: (seconds: number) => void = () => {},
  ) {
    this.name = name;
    this.properties = properties;
    this.#credentials = credentials;
    this.#withoutSecrets = new WithoutSecrets(Object.values(credentials));
    this.#tls = tls;
    this.#base = baseOf(properties);
    this.#dialect = dialectOf(properties.protocol, properties.signingParameter);
    this.#problems = problems;
    this.#keyTime = new KeyTime(
      () => this.#askTime(),
      ({ time, moment }) => {
        for (const feed of this.#feeds.values()) feed.time.told(time, moment);
        if (this.secondsOff !== undefined) clockOff(this.secondsOff);
      },
    );
  }

  /** Whether the exchange is the one in this process. */
  get isSimulated(): boolean {
    return this.properties.environment === "simulator";
  }

  /** By how many seconds this machine's clock is off, where signatures are made with the exchange's. */
  get secondsOff(): number | undefined {
    return this.#keyTime.secondsOff;
  }

  feed(endpoint: Endpoint): Feed {
    const known = this.#feeds.get(endpoint);
    if (known) return known;
    const { heartbeatInterval, heartbeatTimeout } = this.properties;
    const feed: Feed = new Feed({
      endpoint,
      dialect: this.#dialect,
      timing: {
        connectDeadline: CONNECT_DEADLINE,
        heartbeatInterval: heartbeatInterval * 1000,
        heartbeatTimeout: heartbeatTimeout * 1000,
      },
      target: () => this.#target(endpoint),
      place: PLACES.place(this.#placeName(endpoint)),
      events: {
        ...this.#problems(endpoint),
        changed: () => this.#linkChanged(feed),
        expired: (subscriptions) => this.observers.changed(subscriptions, "expired"),
        accepted: (subscriptions) => this.observers.changed(subscriptions, "recovered"),
      },
    });
    this.#feeds.set(endpoint, feed);
    return feed;
  }

  /** What rolling names are made of. It asks for nothing before there are some. */
  get market(): Market {
    this.#market ??= new Market(this.feed("options"), {
      ask: (refresh) => this.#listed(refresh),
      rolled: (name, chosen) => this.observers.rolled(name, rolledTo(chosen, chosen.from)),
    });
    return this.#market;
  }

  /**
   * Where the exchange is asked for the past.
   *
   * @throws CoincallError COINCALL_LINK when there is no such place
   */
  past(): Promise<AskedExchange> {
    return this.#exchange();
  }

  /** Asks the exchange for its time, where no frame has told it. */
  learnTime(feed: Feed): Promise<void> {
    if (feed.time.isKnown) return Promise.resolve();
    const learning = this.#learning.get(feed) ?? this.#learnTimeOf(feed);
    this.#learning.set(feed, learning);
    return learning;
  }

  async #learnTimeOf(feed: Feed): Promise<void> {
    const { time } = feed;
    try {
      const told = await serverTime((await this.#exchange()).rest);
      if (told && !time.isKnown) time.told(told.time, told.moment);
    } catch {
      // It has no such place.
    }
    this.#learning.delete(feed);
  }

  /** The same error as it may be shown: the exchange's own words may repeat what we sent. */
  withoutSecrets(error: CoincallError): CoincallError {
    return this.#withoutSecrets.error(error);
  }

  /** A frame as a flow may have it: whole, but for what the exchange repeats of our secrets. */
  maskedFrame(frame: FrameText): string {
    return this.#withoutSecrets.frame(frame);
  }

  close(): void {
    this.observers.close();
    this.#market?.close();
    for (const feed of this.#feeds.values()) feed.close();
    if (this.#simulator) void this.#simulator.then(leaveSimulator, () => {});
    this.#simulator = undefined;
  }

  #linkChanged(feed: Feed): void {
    this.observers.linkChanged(feed.endpoint);
    if (feed.state.name !== "refused" || this.properties.protocol !== "signed") return;
    void this.#keyTime.refused().then((isOtherTime) => {
      if (isOtherTime) feed.retry();
    });
  }

  async #askTime(): Promise<ServerTime | undefined> {
    const base = restBaseOf(this.properties);
    return base === undefined ? undefined : serverTime(new Rest(base, this.#tls, EXCHANGES.at(base).budget));
  }

  async #listed(refresh: boolean): Promise<readonly Instrument[]> {
    const { known, rest } = await this.#exchange();
    await this.#learnTime(rest);
    const { instruments } = await known.list("options", rest, refresh);
    return instruments;
  }

  async #exchange(): Promise<AskedExchange> {
    const base = restBaseOf(this.properties) ?? restBaseBeside(await this.#simulatorBase());
    const known = EXCHANGES.at(base);
    return { known, rest: new Rest(base, this.#tls, known.budget) };
  }

  /** What is listed is chosen from by the exchange's clock, which no frame has told before the first choice. */
  async #learnTime(rest: Rest): Promise<void> {
    const { time } = this.feed("options");
    if (time.isHeard) return;
    const told = await serverTime(rest);
    if (!told || time.isHeard) return;
    if (Math.abs(told.time - time.at(told.moment)) > CLOCK_TOLERANCE) time.told(told.time, told.moment);
  }

  /** No key is kept in it. */
  #placeName(endpoint: Endpoint): string {
    const holder = `${this.#base} ${endpoint} ${this.#credentials.apiKey}`;
    return createHash("sha256").update(holder).digest("hex");
  }

  async #target(endpoint: Endpoint): Promise<Target> {
    const base = this.#base ?? (await this.#simulatorBase());
    const url = this.#dialect.connectUrl(base, endpoint, this.#credentials, this.#keyTime.now());
    // The built-in exchange is in this process: no proxy leads to it.
    return this.#base === undefined ? { url, options: {} } : targetOf(url, base, this.#tls);
  }

  async #simulatorBase(): Promise<string> {
    try {
      this.#simulator ??= joinSimulator();
      return await this.#simulator;
    } catch {
      this.#simulator = undefined;
      throw new CoincallError("COINCALL_LINK", "simulatorFailed");
    }
  }
}
