import assert from "node:assert/strict";
import type { Simulator } from "../../../src/simulator/index";
import { connection, type FlowNode, type Message, type NodeRed, type Properties } from "../harness";

/** A Friday's 08:00 UTC that is also a month's last one; the Friday after it is the fourth of December. */
export const FRIDAY = Date.UTC(2026, 10, 27, 8);
export const WEEK = 7 * 86_400_000;

/** What the first message of a choice says. Source: docs/contract.md, "Messages out". */
export interface Rolled {
  readonly from?: string;
  readonly to: string;
  readonly reason: string;
  readonly forward?: number;
  readonly delta?: number;
  readonly rollsAt: number;
}

interface Row {
  readonly symbol?: string;
  readonly expiry?: number;
}

/** A message of a rolling name, whatever its channel. */
export type Told = Omit<Message<Row | readonly Row[]>, "coincall"> & {
  readonly coincall: Message["coincall"] & { readonly rolled?: Rolled };
};

/** A row of the answer to `list`. */
export interface Listed {
  readonly symbol: string;
  readonly state: string;
  readonly resolved?: string;
  readonly since?: number;
  readonly rollsAt?: number;
}

/** A connection to a simulator of the test's own. */
export function connectionTo({ url }: Simulator, properties: Properties = {}): FlowNode {
  const credentials = { apiKey: "demo", apiSecret: "demo" };
  return connection({ environment: "custom", url, credentials, ...properties });
}

/** All that came to an output under a topic. */
export function told(nodeRed: NodeRed, topic: string, output = "output"): Told[] {
  return (nodeRed.messages(output) as Told[]).filter((message) => message.topic === topic);
}

/** The next message that says that a name is another option now. */
export function nextRoll(
  nodeRed: NodeRed,
  reason: string,
  { topic, output = "output", timeout = 20_000 }: { topic?: string; output?: string; timeout?: number } = {},
): Promise<Told> {
  const fits = (message: Message) =>
    (message as Told).coincall?.rolled?.reason === reason && (!topic || message.topic === topic);
  return nodeRed.nextMessage(fits, { output, timeout }) as Promise<Told>;
}

/** What a message is of: an option, or a chain's day. */
export function subjectOf({ payload, topic }: Told): string {
  const row = Array.isArray(payload) ? payload[0] : (payload as Row);
  return row.symbol === undefined || isChain(topic) ? String(row.expiry) : row.symbol;
}

function isChain(topic: string): boolean {
  return topic.split("-").length === 2;
}

/**
 * That one option follows another and none comes again: each change is told by the first message of the new one, and by
 * that one only.
 *
 * @returns what was told
 */
export function assertOneAfterTheOther(messages: readonly Told[]): Rolled[] {
  let before: Told | undefined;
  const rolls: Rolled[] = [];
  for (const message of messages) {
    const { rolled } = message.coincall;
    const isAnother = before === undefined || subjectOf(message) !== subjectOf(before);
    assert.equal(rolled !== undefined, isAnother, `of ${subjectOf(message)}: ${JSON.stringify(rolled)}`);
    if (rolled) {
      assert.equal(rolled.from, rolls.at(-1)?.to);
      if (!isChain(message.topic)) assert.equal(rolled.to, subjectOf(message));
      rolls.push(rolled);
    }
    before = message;
  }
  return rolls;
}

/** Strikes of bitcoin's chain of a day, ascending. */
export function strikesOf({ market }: Simulator, expiry: number): readonly number[] {
  return market.venue("BTCUSD")?.listing.strikes(expiry) ?? [];
}
