/** A day in short, as it is played with the flows of a version. */
import type { FlowNode } from "../embedded/harness";
import type { Stage } from "./listener";
import type { Moments } from "./moments";

export interface Push {
  readonly endpoint: "options" | "futures";
  readonly frame: unknown;
}

/** What is pushed, by the scene that it is for. */
export type Frames = Readonly<Record<"first" | "second" | "bad" | "asked" | "again", readonly Push[]>>;

export interface Script {
  readonly stage: Stage;
  readonly flow: readonly FlowNode[];
  readonly frames: Frames;
  readonly moments: Moments;
}

/** The beginning of an act; it is over once all is told. */
export type Begin = (script: Script) => unknown;

/** What the exchange does not know, in a request; the chain of 2 January 2026 is asked for by its time. */
export const REFUSED = /NOSUCHUSD|NEITHERUSD|2JAN26|1767340800000/;

const OPTION = "BTCUSD-27DEC30-90000-P";
/** ms. A status is told so long after the one before, at the earliest, and a link that is lost sooner has none in between. */
const BETWEEN_STATUSES = 1_100;

const ASKED: readonly (readonly [id: string, message: Readonly<Record<string, unknown>>])[] = [
  ["spot-plain", { action: "subscribe", symbols: "SOLUSD" }],
  ["spot-set", { action: "unsubscribe", symbols: ["ETHUSD"], kept: "yes" }],
  ["order-book-plain", { action: "replace", payload: OPTION }],
  ["kline-plain", { action: "subscribe", symbols: OPTION, period: "h1" }],
  ["option-chain-plain", { action: "subscribe", symbols: "ETHUSD", expiry: "27DEC30" }],
  ["greeks-set", { action: "clear" }],
  ["trades-plain", { action: "subscribe", symbols: ["NOSUCHUSD", "NEITHERUSD"] }],
  ["spot-plain", { action: "list", kept: "yes" }],
  ["kline-plain", { action: "list" }],
  ["option-chain-plain", { action: "list" }],
  ["greeks-set", { action: "list" }],
  ["balance-set", { action: "list" }],
  ["spot-set", { action: "dance", kept: "yes" }],
  ["spot-live", { payload: "XRPUSD" }],
  ["kline-set", { action: "subscribe", symbols: "SOLUSD", period: "m2" }],
  ["balance-plain", { action: "subscribe", symbols: "BTCUSD" }],
  ["greeks-plain", { action: "subscribe", symbols: "not an option" }],
  ["option-chain-set", { action: "subscribe", symbols: "BTCUSD", expiry: "yesterday" }],
  ["subflow-instance", { action: "list" }],
  ["status-plain", { action: "get", kept: "yes" }],
  ["status-set", { action: "list" }],
];

/** @param deploy deploys the flow again */
export function actsOf(deploy: (script: Script) => Promise<void>): readonly (readonly [string, Begin])[] {
  return [
    ["they start", () => {}],
    ["data comes", pushing("first")],
    ["the link is lost, and comes back", losing],
    ["data comes again", pushing("second")],
    ["frames come that cannot be read", pushing("bad")],
    ...ASKED.map(
      ([id, message]) =>
        [
          `${id} is asked ${JSON.stringify(message)}`,
          ({ stage }: Script) => stage.nodeRed.send(id, message),
        ] as const,
    ),
    ["data comes for what was asked", pushing("asked")],
    ["they are deployed again", deploy],
    ["data comes after the deploy", pushing("again")],
    ["the key is refused", refusing],
  ];
}

function pushing(scene: keyof Frames): Begin {
  return ({ stage, frames, moments }) => {
    for (const { endpoint, frame } of frames[scene]) stage.exchange.push(endpoint, moments.fill(frame));
  };
}

async function losing({ stage }: Script): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_STATUSES));
  stage.exchange.drop();
}

async function refusing({ stage }: Script): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_STATUSES));
  stage.exchange.refuseWith(401);
  stage.exchange.drop();
}
