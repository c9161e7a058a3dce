import type { FlowNode, NodeRed } from "../embedded/harness";
import type { StubExchange } from "../support/stub-exchange";
import type { TestProxy } from "../support/tunnels";
import type { Act, Caught, Told } from "./act";
import { inWords } from "./addresses";
import type { Moments } from "./moments";

/** Whom a play listens to. */
export interface Stage {
  readonly nodeRed: NodeRed;
  readonly exchange: StubExchange;
  readonly proxy: TestProxy;
}

interface Completed {
  readonly complete: { readonly source: { readonly id: string } };
}

/** Fields of a message that are Node-RED's, and other ones each time. */
const NODE_RED_S = new Set(["_msgid", "stack", "count"]);

/** Hears all that the nodes of a flow tell, act after act. What comes late for one is the next one's, so that nothing is missed. */
export class Listener {
  readonly #stage: Stage;
  readonly #nodes: readonly string[];
  readonly #moments: Moments;
  /** How much of each channel belongs to earlier acts. */
  #heard: ReadonlyMap<string, number> = new Map();

  constructor(stage: Stage, flow: readonly FlowNode[], moments: Moments) {
    this.#stage = stage;
    this.#nodes = flow.filter(({ wires, z }) => wires !== undefined && z === "tab").map(({ id }) => id);
    this.#moments = moments;
  }

  /** What was told since the last act ended. */
  toldIn(name: string): Act {
    const { nodeRed, exchange, proxy } = this.#stage;
    const messages = this.#nodes.map((id) => [id, this.#since(`out-${id}`)] as const);
    const statuses = this.#new("statuses", nodeRed.statuses);
    const told = {
      name,
      messages: Object.fromEntries(messages.filter(([, list]) => list.length > 0)),
      statuses: Object.fromEntries(nodeRed.statuses.map((status) => [status.source.id, inWord(status)])),
      shown: statuses.filter(({ shape }) => shape === "ring").map(inWord),
      errors: counted(this.#since<Told>("catch")),
      done: this.#since<Completed>("complete")
        .map(({ complete }) => complete.source.id)
        .toSorted(),
      addresses: [
        ...this.#new("upgrades", exchange.upgrades).map(({ path }) => inWords(path)),
        ...this.#new("tunnels", proxy.requests).map(({ to }) => to),
      ],
    };
    const plain: Act = this.#moments.withoutTimes(withoutNodeRedS(told)) as unknown as Act;
    return { ...plain, shown: eachOnce(plain.shown), addresses: eachOnce(plain.addresses) };
  }

  /** What comes from now on is the next act's. */
  endAct(): void {
    const { nodeRed, exchange, proxy } = this.#stage;
    const outputs = [...this.#nodes.map((id) => `out-${id}`), "catch", "complete"];
    this.#heard = new Map([
      ...outputs.map((output) => [output, nodeRed.messages(output).length] as const),
      ["statuses", nodeRed.statuses.length],
      ["upgrades", exchange.upgrades.length],
      ["tunnels", proxy.requests.length],
    ]);
  }

  /** What has reached an output, as it stands there. */
  #since<Content>(output: string): readonly Content[] {
    return this.#new(output, this.#stage.nodeRed.messages(output)) as unknown as readonly Content[];
  }

  #new<Item>(channel: string, items: readonly Item[]): readonly Item[] {
    return items.slice(this.#heard.get(channel) ?? 0);
  }
}

function inWord({ fill, shape, text }: { fill?: string; shape?: string; text?: string }): string {
  return `${fill} ${shape}: ${text}`;
}

/** Each error once, with how often it was told, ordered by what it says. */
function counted(errors: readonly Told[]): Caught[] {
  const times = new Map<string, number>();
  for (const error of errors) {
    const text = JSON.stringify(withoutNodeRedS(error));
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  return [...times].toSorted().map(([text, count]) => ({ times: count, ...JSON.parse(text) }));
}

function withoutNodeRedS<Content>(told: Content): Content {
  return JSON.parse(JSON.stringify(told, (key, value) => (NODE_RED_S.has(key) ? undefined : value)));
}

function eachOnce(words: readonly string[]): string[] {
  return [...new Set(words)].toSorted();
}
