import type { Socket } from "node:net";
import { Feed } from "../../src/link/feed/feed";
import { dialectOf, type ProtocolName } from "../../src/protocol/dialects";
import type { CoincallError } from "../../src/protocol/error";
import type { Instrument } from "../../src/protocol/symbols/instruments";
import type { Connection } from "../../src/runtime/connection/connection";
import { Coverages } from "../../src/runtime/connection/coverages";
import { Observers } from "../../src/runtime/connection/observers";
import { Room } from "../../src/runtime/connection/room";
import { Market } from "../../src/runtime/market/market";
import type { Exchange } from "./exchange/exchange";

const CREDENTIALS = { apiKey: "year", apiSecret: "year" };
/** ms; a link that is quiet between two steps of the script need not be asked whether it lives. */
const TIMING = { connectDeadline: 15_000, heartbeatInterval: 1_200_000, heartbeatTimeout: 10_000 };

export interface Surroundings {
  /** What the exchange lists. */
  ask(): Promise<readonly Instrument[]>;
  /** A rolling name is another option than before. */
  rolled(name: string): void;
  failed(error: CoincallError): void;
}

export interface YearConnection {
  readonly feed: Feed;
  readonly market: Market;
  readonly connection: Connection;
}

/** A connection to the exchange of the year: its feed and its market are those of every connection. */
export function connectionTo(
  exchange: Exchange,
  protocol: ProtocolName,
  surroundings: Surroundings,
): YearConnection {
  const dialect = dialectOf(protocol, "apiKey");
  const feed = new Feed({
    endpoint: "options",
    dialect,
    timing: TIMING,
    target: async () => ({
      url: dialect.connectUrl("ws://exchange.test", "options", CREDENTIALS, Date.now()),
      options: { createConnection: () => exchange.connect() as Socket },
    }),
    events: {
      failed: surroundings.failed,
      unreadable: surroundings.failed,
      changed: () => {},
      expired: () => {},
      accepted: () => {},
    },
  });
  const market = new Market(feed, { ask: surroundings.ask, rolled: surroundings.rolled });
  const connection = {
    name: "year",
    properties: { environment: "custom", protocol },
    observers: new Observers(),
    coverages: new Coverages(),
    room: new Room(),
    secondsOff: undefined,
    feed: () => feed,
    market,
    withoutSecrets: (error: CoincallError) => error,
  };
  return { feed, market, connection: connection as unknown as Connection };
}
