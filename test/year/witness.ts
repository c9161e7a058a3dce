import type { NodeMessage } from "node-red";
import { dayOf } from "./exchange/calendar";
import type { Verdict } from "./oracle/followed";
import type { FlowNode } from "./palette";

interface Rolled {
  readonly from?: string;
  readonly to: string;
  readonly reason: string;
}

/** What a node has told of a name. */
interface Told {
  /** The option, or the chain, of the latest message. */
  symbol: string;
  rolls: number;
}

/** Nodes with the same names and settings. */
const TWINS = ["greeks", "twin"];

/** Where what a message says is wrong is told. */
export type Differs = (name: string, expected: string, came: string) => void;

/** Hears all messages of all nodes: each name's first message of another option says so, and none of the old one follows. */
export class Witness {
  readonly #differs: Differs;
  readonly #told = new Map<string, Told>();
  /** What the twins told of rolls since they were compared last. */
  readonly #rolled = new Map<string, string[]>();
  messages = 0;
  readonly rolls = new Map<string, number>();

  constructor(differs: Differs) {
    this.#differs = differs;
  }

  heard(node: FlowNode, message: NodeMessage): void {
    this.messages += 1;
    const {
      topic = "",
      payload,
      coincall,
    } = message as NodeMessage & { coincall: { rolled?: Rolled; received: number } };
    const name = `${node.id} ${topic}`;
    const symbol = symbolIn(payload);
    const before = this.#told.get(name);
    const { rolled } = coincall;
    if (!rolled) {
      if (symbol !== before?.symbol)
        this.#differs(name, `a message of ${before?.symbol}`, `one of ${symbol}`);
      return;
    }
    if (rolled.to !== symbol) this.#differs(name, `the first message of ${rolled.to}`, `one of ${symbol}`);
    if (rolled.from !== before?.symbol)
      this.#differs(name, `rolled from ${before?.symbol}`, `rolled from ${rolled.from} to ${rolled.to}`);
    if (rolled.from === rolled.to)
      this.#differs(name, "another option", `rolled from ${rolled.from} to the same`);
    if (TWINS.includes(node.id)) {
      const list = this.#rolled.get(node.id) ?? [];
      list.push(`${topic} ${coincall.received} ${JSON.stringify(rolled)}`);
      this.#rolled.set(node.id, list);
    }
    this.rolls.set(rolled.reason, (this.rolls.get(rolled.reason) ?? 0) + 1);
    this.#told.set(name, { symbol, rolls: (before?.rolls ?? 0) + 1 });
  }

  /** What two nodes with the same names and settings told must be the same. */
  compareTwins(): void {
    const [one = [], other = []] = TWINS.map((id) => this.#rolled.get(id));
    const at = one.findIndex((what, index) => what !== other[index]);
    if (at >= 0) this.#differs("twin", one[at] ?? "", other[at] ?? "nothing");
    else if (other.length > one.length) this.#differs("twin", "nothing", other[one.length] ?? "");
    this.#rolled.clear();
  }

  /** What a node told of a name last, and how often it rolled. */
  told(node: string, name: string): Told | undefined {
    return this.#told.get(`${node} ${name}`);
  }

  forget(node: string, name: string): void {
    this.#told.delete(`${node} ${name}`);
  }
}

export function symbolOf(verdict: Verdict | undefined): string {
  return verdict?.symbol ?? "nothing";
}

function symbolIn(payload: unknown): string {
  const [first] = Array.isArray(payload) ? payload : [payload];
  const { symbol, underlying, expiry } = first as { symbol: string; underlying?: string; expiry?: number };
  const isOfChain = "strikes" in first || (Array.isArray(payload) && "markPrice" in first);
  return isOfChain && underlying && expiry ? `${underlying}-${dayOf(expiry)}` : symbol;
}
