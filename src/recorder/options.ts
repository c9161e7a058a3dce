/** What `coincall-record` is asked for on its command line and in its environment. */

import { parseArgs } from "node:util";
import { addressProblem } from "../protocol/address";
import type { Endpoint } from "../protocol/channels";
import type { Credentials } from "../protocol/dialects";
import type { Subscription } from "../protocol/subscription";
import { type ConnectionProperties, checkConnection, credentialsOf } from "../runtime/connection/settings";
import { inEnglish } from "../runtime/texts";
import { subscriptionsOf } from "./subscriptions";
import { UsageError } from "./usage-error";

export const USAGE = `Usage: coincall-record [options]

Keeps what the exchange pushes, a line of JSON a frame, until Ctrl-C. The exchange's key and secret are taken from the environment
variables COINCALL_KEY and COINCALL_SECRET. LIST is one symbol or several, separated by commas.

what to record, at least one of
  --spot LIST       index prices, as BTCUSD
  --book LIST       order books, as BTCUSD or BTCUSD-25DEC26-100000-C
  --trades LIST     trades; with --endpoint options, BTCUSD brings those of all its options
  --greeks LIST     Greeks of options
  --kline LIST      candles of a symbol and a period, as BTCUSD:m1
  --chain LIST      option chains of an underlying and an expiry, as BTCUSD:25DEC26
  --balance         the account

from where and to where
  --exchange X      live (the default), beta, simulator, or an address such as ws://127.0.0.1:9000
  --protocol P      signed (the default), or apikey, which needs no secret
  --signed-as P     the parameter that is signed, apiKey (the default) or uuid
  --endpoint E      options or futures, for spot, book, trades and kline; by default options for names of options,
                    and futures for the rest
  --output FILE     a new file; standard output by default
  --seconds N       end after so long
  --help            print this and end
`;

export interface Options {
  readonly properties: ConnectionProperties;
  readonly credentials: Credentials;
  readonly subscriptions: readonly Subscription[];
  /** The path of a new file; standard output without one. */
  readonly output: string | undefined;
  readonly seconds: number | undefined;
}

const ENVIRONMENTS = ["live", "beta", "simulator"];
/** The longest that a timer can wait. */
const MOST_SECONDS = 2_147_483;

/** @throws {UsageError} */
export function parseOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options | "help" {
  const flags = parseFlags(argv);
  if (flags.help) return "help";
  const properties = propertiesOf(flags);
  return {
    properties,
    credentials: credentialsIn(environment, properties),
    subscriptions: subscriptionsOf(flags, endpointOf(flags.endpoint)),
    output: flags.output,
    seconds: secondsOf(flags.seconds),
  };
}

function parseFlags(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const lists = { type: "string", multiple: true } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        spot: lists,
        book: lists,
        trades: lists,
        greeks: lists,
        kline: lists,
        chain: lists,
        balance: flag,
        exchange: text,
        protocol: text,
        "signed-as": text,
        endpoint: text,
        output: text,
        seconds: text,
        help: flag,
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The message may repeat an argument, and somebody may have tried to give a secret: only an option's name is passed on.
    const option = /'(--?[a-z-]+)/.exec(error.message)?.[1];
    throw new UsageError(
      option ? `${option} is not an option, or its value is missing` : "unexpected argument",
    );
  }
}

function propertiesOf(flags: ReturnType<typeof parseFlags>): ConnectionProperties {
  const { exchange = "live", protocol, "signed-as": signingParameter } = flags;
  const where = ENVIRONMENTS.includes(exchange)
    ? { environment: exchange }
    : { environment: "custom", url: exchange };
  const { properties, problems } = checkConnection({ ...where, protocol, signingParameter });
  if (problems[0]) throw new UsageError(inEnglish(problems[0]).message);
  // The connection node can be told to allow it; this command can't.
  if (addressProblem(exchange, properties.insecure) === "exposed") {
    throw new UsageError("an address with ws:// would show your key to everyone on the way: use wss://");
  }
  return properties;
}

function credentialsIn(
  environment: Readonly<Record<string, string | undefined>>,
  properties: ConnectionProperties,
): Credentials {
  const { COINCALL_KEY: apiKey = "", COINCALL_SECRET: apiSecret = "" } = environment;
  const needsKey = properties.environment !== "simulator";
  if (needsKey && apiKey === "") throw new UsageError("COINCALL_KEY is not set in the environment");
  if (needsKey && apiSecret === "" && properties.protocol === "signed") {
    throw new UsageError("COINCALL_SECRET is not set in the environment");
  }
  return credentialsOf(properties, { apiKey, apiSecret });
}

function endpointOf(name: string | undefined): Endpoint | undefined {
  if (name === undefined || name === "options" || name === "futures") return name;
  throw new UsageError("--endpoint must be options or futures");
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`--seconds must be a number above 0, and at most ${MOST_SECONDS}`);
}
