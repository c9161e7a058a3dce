import { KEY, type NodeRed, type Properties, SECRET } from "../embedded/harness";
import { ENCODED, ESCAPED } from "../support/secrets/spellings";
import type { StubExchange } from "../support/stub-exchange";

export interface Play {
  readonly nodeRed: NodeRed;
  readonly exchange: StubExchange;
  /** The signed URL of the latest attempt, as the exchange got it. */
  readonly signedUrl: () => string;
}

export interface Fault {
  readonly name: string;
  /** Of the connection node. */
  readonly properties?: (exchange: StubExchange) => Properties;
  /** Before anybody connects. */
  readonly prepare?: (exchange: StubExchange) => void;
  /** Resolves once the fault has been noticed and told. */
  readonly play: (play: Play) => Promise<unknown>;
}

const CONNECTION = "connection";
const SPOT = "spot";
const PASTED = `wss://ws.coincall.com/options?code=10&uuid=${KEY}&ts=1700000000000&sign=${"4B".repeat(32)}&apiKey=${KEY}`;

export const FAULTS: readonly Fault[] = [
  {
    name: "nothing is wrong",
    play: async ({ nodeRed, exchange }) => {
      await exchange.nextFrame((text) => text.includes("BTCUSD"));
      exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: 1 } });
      await nodeRed.nextMessage();
    },
  },
  {
    name: "the exchange refuses the key",
    prepare: (exchange) => exchange.refuseWith(403, { "X-Reason": KEY }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_REFUSED"),
  },
  {
    name: "the exchange sends elsewhere",
    prepare: (exchange) => exchange.refuseWith(301, { Location: PASTED }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_LINK"),
  },
  {
    name: "the link is lost",
    play: async ({ nodeRed, exchange }) => {
      await exchange.nextFrame((text) => text.includes("BTCUSD"));
      exchange.drop();
      await nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_LINK");
    },
  },
  {
    name: "the exchange repeats what it was sent, in a bare text",
    play: (play) => echoed(play, (words) => words),
  },
  {
    name: "the exchange repeats what it was sent, in JSON",
    play: (play) => echoed(play, (words) => JSON.stringify({ msg: words }).replaceAll("/", "\\/")),
  },
  {
    name: "the exchange repeats what it was sent, in JSON that is cut off",
    play: (play) =>
      echoed(play, (words) => JSON.stringify({ msg: words }).replaceAll("/", "\\/").slice(0, -1)),
  },
  {
    name: "the exchange refuses a subscription, and repeats what it was sent as it reads it in a query",
    prepare: (exchange) => {
      exchange.acknowledge = (frame) =>
        refusalOf(
          frame,
          decoded(`apiKey ${KEY}, ${SECRET}: no permission ${exchange.upgrades.at(-1)?.path}`),
        );
    },
    play: ({ nodeRed }) => nodeRed.nextError(SPOT, ({ code }) => code === "COINCALL_REJECTED"),
  },
  {
    name: "the exchange repeats what it was sent, in a push that a flow gets as msg.raw",
    play: async ({ nodeRed, exchange, signedUrl }) => {
      await exchange.nextFrame((text) => text.includes("BTCUSD"));
      const echo = { key: KEY, url: signedUrl(), secret: SECRET };
      exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: 1, ...echo }, ...echo });
      await nodeRed.nextMessage();
    },
  },
  ...Object.entries(ESCAPED).map(([spelt, spell]) =>
    spelled(spelt, (exchange) => spell(`${KEY} ${SECRET} ${exchange.url}${exchange.upgrades.at(-1)?.path}`)),
  ),
  ...Object.entries(ENCODED).map(([spelt, spell]) => spelled(spelt, () => `${spell(KEY)} ${spell(SECRET)}`)),
  {
    name: "the exchange sends bytes",
    play: async ({ nodeRed, exchange, signedUrl }) => {
      await exchange.nextFrame((text) => text.includes("BTCUSD"));
      exchange.push("futures", Buffer.from(`${KEY} ${SECRET} ${signedUrl()}`));
      await nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_FRAME");
    },
  },
  {
    name: "somebody pastes the signed URL as the address",
    properties: () => ({ url: PASTED }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_CONFIG"),
  },
  {
    name: "the key can't be one",
    properties: () => ({ credentials: { apiKey: `${KEY}#`, apiSecret: SECRET } }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_CONFIG"),
  },
  {
    name: "the host has no address",
    properties: () => ({ url: "wss://no-such-host.invalid" }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_LINK"),
  },
  {
    name: "TLS fails",
    properties: ({ url }) => ({ url: url.replace("ws:", "wss:") }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_LINK"),
  },
  {
    name: "the proxy fails",
    // The proxy of the environment is left out for 127.0.0.1 alone.
    properties: ({ url }) => ({ url: url.replace("127.0.0.1", "localhost") }),
    play: ({ nodeRed }) => nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_LINK"),
  },
];

async function echoed(
  { nodeRed, exchange, signedUrl }: Play,
  write: (words: string) => string,
): Promise<void> {
  await exchange.nextFrame((text) => text.includes("BTCUSD"));
  exchange.push("futures", write(`error: key ${KEY}, secret ${SECRET}, url ${signedUrl()}`));
  await nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_FRAME");
}

/** With words that repeat what it was sent. */
function spelled(spelt: string, words: (exchange: StubExchange) => string): Fault {
  return {
    name: `the exchange repeats what it was sent ${spelt}, in a push and in a bare text`,
    play: async ({ nodeRed, exchange }) => {
      await exchange.nextFrame((text) => text.includes("BTCUSD"));
      // Not by JSON.stringify, which would escape the escapes.
      exchange.push("futures", `{"c":20,"dt":30,"d":{"s":"BTCUSD","pr":1},"msg":"${words(exchange)}"}`);
      await nodeRed.nextMessage();
      exchange.push("futures", words(exchange));
      await nodeRed.nextError(CONNECTION, ({ code }) => code === "COINCALL_FRAME");
    },
  };
}

/** As a server has the values of a query, in which a `+` is a space. */
function decoded(query: string): string {
  return query.replaceAll("+", " ");
}

function refusalOf(frame: unknown, msg: string): object {
  const { action, dataType, payload, dt, d } = frame as Record<string, unknown>;
  return action === undefined
    ? { c: 20, dt, d, rc: 0, msg }
    : { action, dataType, payload, result: "failed", msg };
}
