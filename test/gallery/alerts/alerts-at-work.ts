import { type Simulator, startSimulator } from "../../../src/simulator/index";
import {
  type Message,
  type NodeRed,
  type Properties,
  ROOT,
  saved,
  startNodeRed,
  type Version,
} from "../../embedded/harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../../embedded/harness/user-directory";
import { eventually } from "../support/eventually";
import { KINDS, type Kind, MINUTE, type Step, type Value } from "./kinds";
import { ALERT, channel, FEED, nodeOf, observed, onOneConnection, type Place } from "./observed";

/** What an alert tells. */
export interface Told {
  readonly topic: string;
  readonly payload: string;
  readonly alert: { readonly state: string; readonly value: number; readonly acrossGap?: boolean };
}

interface Complaint {
  readonly message: string;
  readonly code?: string;
}

/** How a topic stands in the list of an alert. */
interface Listed {
  readonly state: string;
}

/** ms; longer than a line that was cut may wait for its next attempts. */
const PATIENCE = 20_000;
/** More than an hour, so that nothing of before counts. */
const LATER = 70 * MINUTE;
/** As a user has it who wants states to last. */
const SETTINGS = { contextStorage: { default: { module: "localfilesystem" } } };
/** In which the texts are. */
const ENGLISH = { LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8" };

/** All alerts of the gallery beside each other in one Node-RED, each on its tab, on one market to order. */
export class AlertsAtWork {
  readonly #directory = createUserDirectory();
  readonly #complaints: Complaint[] = [];
  readonly #flows = onOneConnection(KINDS.flatMap(observed));
  #nodeRed: NodeRed | undefined;

  private constructor(
    readonly version: Version,
    readonly exchange: Simulator,
  ) {}

  /** @param time on the market's clock, ms since 1970 */
  static async start(version: Version, time: number): Promise<AlertsAtWork> {
    const exchange = await startSimulator({ seed: 5, start: time });
    // So that options are chosen where the market is calm.
    for (const { calm } of KINDS) calm.order(exchange);
    const alerts = new AlertsAtWork(version, exchange);
    linkPalette(alerts.#directory, ROOT);
    return alerts;
  }

  get nodeRed(): NodeRed {
    if (!this.#nodeRed) throw new Error("Node-RED does not run.");
    return this.#nodeRed;
  }

  async run(): Promise<void> {
    this.#nodeRed = await startNodeRed({
      version: this.version,
      flows: this.#flows,
      userDirectory: this.#directory,
      settings: { ...SETTINGS, coincallSimulator: this.exchange.url },
      env: ENGLISH,
    });
    // What is silent may be so at the start already.
    await this.connected(KINDS.filter(({ beyond }) => beyond.shows));
  }

  /** Until values come, or could. */
  async connected(kinds: readonly Kind[]): Promise<void> {
    const isLive = ({ text }: { text?: string }) => text?.startsWith("live") === true;
    await Promise.all(
      kinds.map((kind) =>
        kind.needsLine
          ? this.nodeRed.nextStatus(nodeOf(kind, FEED).id, isLive)
          : this.value(kind, () => true),
      ),
    );
  }

  async restart(): Promise<void> {
    this.#complaints.push(...this.nodeRed.catches);
    await this.nodeRed.stop();
    await this.run();
  }

  async stop(): Promise<void> {
    await this.#nodeRed?.stop();
    await this.exchange.close();
    removeUserDirectory(this.#directory);
  }

  /** Deploys the alerts with other properties, and only them, as the editor does it. */
  async change(properties: Properties): Promise<void> {
    const changed = saved(this.#flows).map((node) =>
      ALERT.test(node.type) ? { ...node, ...properties, id: node.id, type: node.type } : node,
    );
    await this.nodeRed.deploy(changed, "nodes");
  }

  /** Lets something happen to all of them on the market, and waits until each has seen it. */
  async all(step: (kind: Kind) => Step, kinds: readonly Kind[] = KINDS): Promise<void> {
    const steps = kinds.map((kind) => ({ kind, step: step(kind) }));
    for (const { step } of steps) step.order(this.exchange);
    await Promise.all(steps.map(({ kind, step: { shows } }) => shows && this.value(kind, shows)));
  }

  async value(kind: Kind, fits: (value: Value) => boolean): Promise<Value> {
    const message = await this.#next(kind, "value", (each) => fits(each as unknown as Value));
    return message as unknown as Value;
  }

  async told(kind: Kind): Promise<Told> {
    return (await this.#next(kind, "alert", isTold)) as unknown as Told;
  }

  async over(kind: Kind): Promise<Told> {
    return (await this.#next(kind, "clear")) as unknown as Told;
  }

  alerts(kind: Kind): Told[] {
    return this.nodeRed.messages(channel(kind, "alert")).filter(isTold) as unknown as Told[];
  }

  clears(kind: Kind): Told[] {
    return this.nodeRed.messages(channel(kind, "clear")) as unknown as Told[];
  }

  /** A market that is calm, and alerts that have seen nothing else. */
  async begin(): Promise<void> {
    await this.calm();
    await this.reset();
    await this.all(({ calm }) => calm);
  }

  /** An hour later, nothing is beyond any more. */
  calm(): Promise<void> {
    const { control, market } = this.exchange;
    control.setTime(market.time + LATER);
    return this.all(({ calm }) => calm);
  }

  /** What none of their nodes should ever have to say. */
  get complaints(): readonly Complaint[] {
    return this.#complaints.concat(this.#nodeRed?.catches ?? []);
  }

  /** As if nothing had come yet, nor been told. */
  async reset(): Promise<void> {
    for (const kind of KINDS) this.#order(kind, "reset");
    // Once they have answered, there is nothing on its way any more.
    await Promise.all(KINDS.map((kind) => this.#listed(kind)));
    this.#complaints.push(...this.nodeRed.catches);
    this.nodeRed.forget();
  }

  /** Lets something happen that makes another option the one that is meant, and waits for the first value of it. */
  async roll(kind: Kind, order: Step["order"]): Promise<void> {
    const { id } = nodeOf(kind, FEED);
    order(this.exchange);
    let isRolled = false;
    while (!isRolled) {
      // It takes some pushes until the chain is known of which it is chosen.
      this.nodeRed.send(id, { action: "roll" });
      isRolled = (await this.value(kind, () => true)).coincall.rolled !== undefined;
    }
  }

  /** Until its alert holds and is not told. */
  async waiting(kind: Kind): Promise<void> {
    const isWaiting = (topics: readonly Listed[]) => topics.some(({ state }) => state === "waiting");
    await eventually(() => this.#listed(kind), isWaiting);
  }

  async #listed(kind: Kind): Promise<readonly Listed[]> {
    this.#order(kind, "list");
    const { payload } = await this.#next(kind, "alert", (answer) => Array.isArray(answer.payload));
    return payload as readonly Listed[];
  }

  #order(kind: Kind, action: string): void {
    this.nodeRed.send(nodeOf(kind, ALERT).id, { action });
  }

  #next(kind: Kind, place: Place, fits: (message: Message<unknown>) => boolean = () => true) {
    return this.nodeRed.nextMessage(fits, { output: channel(kind, place), timeout: PATIENCE });
  }
}

/** Not the answer to a question. */
function isTold(message: object): boolean {
  return "alert" in message;
}
