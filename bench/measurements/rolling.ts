/** What it costs to follow rolling names. */
import { setTimeout as pause } from "node:timers/promises";
import { listingOf } from "../../src/market/listing";
import { quotesOf } from "../../src/market/quotes";
import { choose } from "../../src/market/rolling/choose";
import { parseRollingOption } from "../../src/market/rolling/names/parse";
import { isProblem } from "../../src/market/rolling/problem";
import { instrumentOf } from "../../src/protocol/symbols/instruments";
import { formatDay } from "../../src/protocol/symbols/symbols";
import { type FlowNode, node } from "../../test/embedded/harness/flows";
import { Contender, inNodeRed } from "../contenders/contender";
import type { Exchange } from "../exchange/exchange";
import { EXPIRY, expiryAfter, optionNames, UNDERLYING } from "../exchange/names";
import { CHAIN_ROWS, FOLLOWED_CYCLE, followedNames, type Ring } from "../exchange/rings";
import { paletteFlow } from "../flows";
import { measure } from "../measure";
import type { Measurement } from "../measurement";
import { LATEST, type Receiver } from "../receivers";
import { GREEKS, type Subject } from "../subjects";

const SIZES = [
  { symbols: 1, expiries: 1 },
  { symbols: 100, expiries: 4 },
];
/** Names beside the first of each expiry; the ladder has no more to count from the money. */
const KEPT = { symbols: 4 * (CHAIN_ROWS - 1), expiries: 4 };
const CHOICES = 20_000;
/** ms */
const PAUSE = 20;

/** Greeks by rolling names, and by plain ones with the chains that the rolling ones look at beside them: µs a frame. */
export const ROLLING: Measurement = {
  name: "rolling",
  async round({ exchange, duration }) {
    const values: Record<string, number> = {};
    for (const size of SIZES) {
      const subject = subjectOf(size);
      const plain = follower("plain", size, [
        greeksNode(followedNames(size.symbols, size.expiries)),
        ...chainNodes(size),
      ]);
      const rolling = follower("rolling", size, [greeksNode(rollingNames(size))]);
      values[`${size.symbols} plain`] = (await measure(exchange, plain, subject, duration)).cost;
      values[`${size.symbols} rolling`] = (await measure(exchange, rolling, subject, duration)).cost;
    }
    return values;
  },
};

/** Bytes that a name keeps, and what one choice takes. */
export const CHOICE: Measurement = {
  name: "choice",
  async round({ exchange }) {
    return {
      "plain name": await nameSize(exchange, followedNames(KEPT.symbols, KEPT.expiries)),
      "rolling name": await nameSize(exchange, rollingNames(KEPT)),
      "choice, µs": choiceCost(),
    };
  },
};

type Size = (typeof SIZES)[number];

function subjectOf({ symbols, expiries }: Size): Subject {
  return { ...GREEKS, symbols, ring: { of: "followed", symbols, expiries } };
}

/** All that it watches of the market is there: each name, and each chain. */
function follower(name: string, { symbols, expiries }: Size, nodes: readonly FlowNode[]): Receiver {
  return {
    name,
    takes: "all",
    copies: 1 - expiries / FOLLOWED_CYCLE,
    async open(exchange) {
      const nodeRed = await Contender.nodeRed();
      await nodeRed.deploy(paletteFlow(exchange.url, nodes));
      await allChosen(exchange, { of: "followed", symbols, expiries }, symbols + expiries);
      return nodeRed;
    },
  };
}

/** Plays until so many symbols were asked for: a name is chosen once list and chain are there. */
async function allChosen(exchange: Exchange, ring: Ring, symbols: number): Promise<void> {
  let isWaiting = true;
  const asked = exchange.clientsBecome(1, symbols).finally(() => {
    isWaiting = false;
  });
  while (isWaiting) {
    await exchange.play(ring, FOLLOWED_CYCLE, GREEKS.pace);
    await pause(PAUSE);
  }
  await asked;
}

function greeksNode(names: readonly string[]): FlowNode {
  return node("coincall-greeks", { symbols: names.join() });
}

/** They watch, and tell nobody. */
function chainNodes({ expiries }: Size): FlowNode[] {
  return Array.from({ length: expiries }, (_, days) =>
    node("coincall-option-chain", {
      ...LATEST,
      id: `chain-${days}`,
      symbols: UNDERLYING,
      expiry: formatDay(expiryAfter(days)),
      wires: [[]],
    }),
  );
}

/** The same options, counted from the money, which is above all strikes. */
function rollingNames({ symbols, expiries }: Size): string[] {
  const each = symbols / expiries;
  return Array.from({ length: expiries }, (_, days) => formatDay(expiryAfter(days))).flatMap((day) =>
    Array.from({ length: each }, (_, steps) => `${UNDERLYING}-${day}-ATM${steps === 0 ? "" : -steps}-C`),
  );
}

function nameSize(exchange: Exchange, names: readonly string[]): Promise<number> {
  const ring: Ring = { of: "followed", ...KEPT };
  return inNodeRed(async (nodeRed) => {
    const heapWith = async (some: readonly string[]) => {
      nodeRed.send("greeks", { action: "subscribe", symbols: some });
      await allChosen(exchange, ring, some.length + KEPT.expiries);
      await exchange.play(ring, FOLLOWED_CYCLE * FOLLOWED_CYCLE, GREEKS.pace);
      return (await nodeRed.memory()).heapUsed;
    };
    await exchange.prepare(ring);
    await nodeRed.deploy(paletteFlow(exchange.url, [greeksNode([]), ...chainNodes(KEPT)]));
    await exchange.clientsBecome(1, KEPT.expiries);
    const before = await heapWith(names.slice(0, 1));
    return ((await heapWith(names)) - before) / (names.length - 1);
  });
}

/** µs, of this process. */
function choiceCost(): number {
  const rule = parseRollingOption(`${UNDERLYING}-${formatDay(EXPIRY)}-25D-C`);
  if (isProblem(rule)) throw new Error(rule.reason);
  const followed = { ...rule, follow: "money", hold: 10, rollBefore: 0 } as const;
  const options = optionNames(CHAIN_ROWS).flatMap((name) => instrumentOf(name) ?? []);
  const rows = options.map(({ strike = 0, right = "call" }, index) => {
    return { strike, right, delta: 1 - index / CHAIN_ROWS, underlyingPrice: 10_100, timestamp: 1 };
  });
  const [listing, quotes] = [listingOf(options), quotesOf(rows)];
  let standing = choose(followed, listing, () => quotes, undefined, EXPIRY - 1);
  const before = process.cpuUsage();
  for (let count = 0; count < CHOICES; count += 1) {
    standing = choose(followed, listing, () => quotes, standing, EXPIRY - 1);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CHOICES;
}
